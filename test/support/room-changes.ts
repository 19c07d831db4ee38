// Rooms as a store makes and changes them, with whatever a test does not say left as it is.

import { ROLES, type Role } from '#shared/person.ts'
import type { NewRoom, RoomSettings } from '../../server/store/jobs/room-changes.ts'
import type { Store } from '../../server/store/store.ts'

type Roles = Partial<Record<Role, string[]>>
export type RoomEdit = Partial<Omit<RoomSettings, 'roles'>> & { add?: Roles; remove?: Roles; at?: number }

export async function makeRoom(
  store: Store,
  room: Partial<NewRoom> & Pick<NewRoom, 'uri' | 'name' | 'categoryUri'>,
): Promise<number> {
  const result = await store.addRoom({
    ...{ description: '', privacy: 'open', type: 'normal', invitations: true, addIn: null, disabled: false },
    ...{ roles: { member: [], manager: [], presenter: [] }, by: null, at: 0 },
    judgedAt: await store.aclEpoch({}),
    ...room,
  })
  return result.aclEpoch
}

/** Answers the epoch of rights after it. */
export async function changeRoom(
  store: Store,
  uri: string,
  { add = {}, remove = {}, at = 1, ...edit }: RoomEdit,
): Promise<number> {
  const known = await store.roomAccess({ uri })
  if (!known) throw new Error(`There is no room ${uri}.`)
  const { room, category, roles } = known
  const after = (role: Role) => [
    ...new Set([...roles[role].filter((each) => !remove[role]?.includes(each)), ...(add[role] ?? [])]),
  ]
  const { name, description, privacy, type, invitations, disabled, revision } = room
  const result = await store.changeRoom({
    ...{ uri, revision, by: null, at, judgedAt: known.aclEpoch, categoryUri: category.uri },
    ...{ name, description, privacy, type, invitations, disabled, addIn: room.addIn?.id ?? null },
    ...edit,
    roles: Object.fromEntries(ROLES.map((role) => [role, after(role)])) as Record<Role, string[]>,
  })
  return result.aclEpoch
}
