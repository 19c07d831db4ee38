// What managing rooms shows: a room's card with the reasons of what is not allowed, what one manages, where one may create.

import type { CategoryChoice } from '#shared/commands/nodespermcreatechild.ts'
import { type ErrorName, noSuchRoom, XccosError } from '#shared/errors.ts'
import type { Permission } from '#shared/room.ts'
import { guidOf, type RoomUri } from '#shared/uri.ts'
import type { MyRooms, RoomCard } from '#shared/web/rooms.ts'
import type { Store } from '../store/store.ts'
import { type AccessCache, namedInScope } from './access.ts'
import type { KnownCategory } from './category-management.ts'
import { mayCreateIn, permissionsIn, type RoomAccess, requirePermission } from './permissions.ts'
import { listed } from './principals.ts'
import type { Management } from './room-management.ts'
import type { Actor } from './room-rules.ts'

export type RoomWeb = {
  card(actor: Actor, room: RoomUri): Promise<RoomCard>
  /** The same for whoever just changed it, even if they may not see it any more. */
  cardAfterChange(actor: Actor, room: RoomUri): Promise<RoomCard>
  mine(actor: Actor): Promise<MyRooms>
  creatable(actor: Actor): Promise<CategoryChoice[]>
  /** Throws for those who give no names, to this room or to new ones: they would learn what rooms there are by asking. */
  requireNaming(actor: Actor, room?: RoomUri): Promise<void>
}

type Deps = { store: Store; access: AccessCache; management: Management }

export function createRoomWeb(deps: Deps): RoomWeb {
  const { store, access } = deps

  async function creatable({ admin, principals }: Actor): Promise<CategoryChoice[]> {
    const found: CategoryChoice[] = []
    for (const category of await store.categories({})) {
      const groups = await access.groups(namedInScope(category.scope))
      if (admin || mayCreateIn({ ...category, groups }, principals)) found.push(choiceOf(category))
    }
    return found
  }

  return {
    creatable,
    async requireNaming(actor, room) {
      if (actor.admin) return
      if (room !== undefined) requirePermission(await access.room(room), actor.principals, 'manage')
      else if ((await creatable(actor)).length === 0)
        throw new XccosError('ErrorPermission', 'You may not create rooms.')
    },
    card: (actor, room) => card(deps, actor, room, ({ admin }, granted) => admin || granted.has('view')),
    cardAfterChange: (actor, room) => card(deps, actor, room, () => true),
    async mine(actor) {
      const uris = await store.roomsByRole({ role: 'manager', principals: [...actor.principals] })
      const known = (await Promise.all(uris.map((uri) => access.room(uri)))).filter(
        (each) => each !== undefined,
      )
      const managed = known.filter((each) => permissionsIn(each, actor.principals).has('manage'))
      return { managed: managed.map(summary), mayCreate: (await creatable(actor)).length > 0 }
    },
  }
}

function choiceOf({
  uri,
  name,
  description,
  invitations,
  fileUpload,
  chatHistory,
}: KnownCategory): CategoryChoice {
  return { uri, name, description, invitations, filePost: fileUpload, logged: chatHistory }
}

function summary({ room, category }: RoomAccess): MyRooms['managed'][number] {
  const { uri, name, description, privacy, type, disabled } = room
  return { ...{ id: guidOf(uri), uri, name, description }, category: category.uri, privacy, type, disabled }
}

type MaySee = (actor: Actor, granted: ReadonlySet<Permission>) => boolean

async function card(
  { store, access, management }: Deps,
  actor: Actor,
  uri: RoomUri,
  maySee: MaySee,
): Promise<RoomCard> {
  const known = await access.room(uri)
  const granted = known ? permissionsIn(known, actor.principals) : new Set<Permission>()
  const audit = await management.audit(uri)
  if (!known || !audit || !maySee(actor, granted)) throw noSuchRoom()
  const { room, category, roles } = known
  const { name, description, privacy, type, addIn, disabled, revision } = room
  const people = await listed(
    store,
    [audit.createdBy, audit.updatedBy].filter((each) => each !== null),
  )
  const by = (person: string | null) => people.find(({ uri: each }) => each === person) ?? null
  return {
    ...{ id: guidOf(uri), uri, name, description, category: { uri: category.uri, name: category.name } },
    ...{ privacy, type, invitations: room.invitations ? 'inherit' : 'false', addIn, disabled, revision },
    editable: actor.admin || granted.has('manage'),
    permissions: [...granted],
    why: reasons(known, granted),
    ...(privacy === 'open' ? {} : { members: await listed(store, roles.member) }),
    ...{ managers: await listed(store, roles.manager), presenters: await listed(store, roles.presenter) },
    ...{ createdBy: by(audit.createdBy), createdOn: new Date(audit.createdAt).toISOString() },
    ...{
      updatedBy: by(audit.updatedBy),
      updatedOn: new Date(audit.updatedAt ?? audit.createdAt).toISOString(),
    },
  }
}

/** Why one may not enter, write or manage, by the code of the refusal. */
function reasons(known: RoomAccess, granted: ReadonlySet<Permission>): RoomCard['why'] {
  const refusal: ErrorName = known.room.disabled ? 'NodeDisabled' : 'ErrorPermission'
  return {
    ...(granted.has('join') ? {} : { join: refusal }),
    ...(granted.has('chat') ? {} : { chat: refusal }),
    ...(granted.has('manage') ? {} : { manage: refusal }),
  }
}
