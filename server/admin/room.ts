// Rooms: add, change, delete, list.

import * as v from 'valibot'
import { ROLES, type Role } from '#shared/person.ts'
import { INVITATIONS, PRIVACIES, ROOM_TYPES } from '#shared/room.ts'
import { descriptionSchema, roomNameSchema } from '#shared/text.ts'
import type { Principal } from '#shared/uri.ts'
import type { RoomAccess } from '../channel/permissions.ts'
import { COMMAND_LINE } from '../channel/room-rules.ts'
import { type AdminServices, defineAct } from './act.ts'
import { addInNamed, categoryNamed } from './named.ts'
import { principalsNamed } from './principals.ts'

const names = v.array(v.string())
const byRole = v.optional(
  v.strictObject({ member: v.optional(names), manager: v.optional(names), presenter: v.optional(names) }),
)

export const roomActs = [
  defineAct(
    'room.add',
    v.strictObject({
      name: roomNameSchema,
      category: v.string(),
      description: v.optional(descriptionSchema, ''),
      privacy: v.optional(v.picklist(PRIVACIES), 'closed'),
      type: v.optional(v.picklist(ROOM_TYPES), 'normal'),
      invitations: v.optional(v.boolean(), true),
      /** Name or id. */
      addIn: v.optional(v.nullable(v.string()), null),
      members: v.optional(names, []),
      managers: v.optional(names, []),
      presenters: v.optional(names, []),
    }),
    async (services, { invitations, ...room }) =>
      services.channel.management.create(COMMAND_LINE, {
        ...room,
        ...{
          category: await categoryNamed(services, room.category),
          addIn: await addInNamed(services, room.addIn),
        },
        invitations: invitations ? 'inherit' : 'false',
        members: await principalsNamed(services, room.members),
        managers: await principalsNamed(services, room.managers),
        presenters: await principalsNamed(services, room.presenters),
      }),
  ),
  defineAct(
    'room.set',
    v.strictObject({
      room: v.string(),
      name: v.exactOptional(roomNameSchema),
      description: v.exactOptional(descriptionSchema),
      privacy: v.exactOptional(v.picklist(PRIVACIES)),
      type: v.exactOptional(v.picklist(ROOM_TYPES)),
      invitations: v.exactOptional(v.picklist(INVITATIONS)),
      category: v.exactOptional(v.string()),
      addIn: v.exactOptional(v.nullable(v.string())),
      disabled: v.exactOptional(v.boolean()),
      add: byRole,
      remove: byRole,
    }),
    setRoom,
  ),
  defineAct('room.remove', v.strictObject({ room: v.string() }), async ({ channel }, { room }) => {
    const { uri } = (await channel.management.find(room)).room
    await channel.management.remove(COMMAND_LINE, uri)
    return { uri }
  }),
  defineAct('room.list', v.strictObject({}), async ({ channel }) => ({
    rooms: (await channel.management.list()).map(listing),
  })),
]

type Named = { [Name in Role]?: string[] | undefined }
type RoomEdit = {
  room: string
  category?: string
  addIn?: string | null
  add?: Named | undefined
  remove?: Named | undefined
}

async function setRoom(services: AdminServices, { room, category, addIn, add, remove, ...wish }: RoomEdit) {
  const { management } = services.channel
  const known = await management.find(room)
  const lists = {
    member: await listAfter(services, known.roles.member, { add: add?.member, remove: remove?.member }),
    manager: await listAfter(services, known.roles.manager, { add: add?.manager, remove: remove?.manager }),
    presenter: await listAfter(services, known.roles.presenter, {
      ...{ add: add?.presenter, remove: remove?.presenter },
    }),
  }
  const { uri, revision } = known.room
  const after = await management.modify(COMMAND_LINE, {
    room: uri,
    // Lists were made from the room as it was; without lists, whatever it is now.
    ...(Object.values(lists).some((list) => list !== undefined) ? { revision } : {}),
    wish: {
      ...wish,
      ...(category === undefined ? {} : { category: await categoryNamed(services, category) }),
      ...(addIn === undefined ? {} : { addIn: await addInNamed(services, addIn) }),
      ...(lists.member ? { members: lists.member } : {}),
      ...(lists.manager ? { managers: lists.manager } : {}),
      ...(lists.presenter ? { presenters: lists.presenter } : {}),
    },
  })
  return { uri, ...after }
}

/** Undefined when nothing is to be done. */
async function listAfter(
  services: AdminServices,
  before: Principal[],
  { add, remove }: { add: string[] | undefined; remove: string[] | undefined },
): Promise<Principal[] | undefined> {
  if (!add && !remove) return undefined
  const gone = new Set(await principalsNamed(services, remove ?? []))
  const more = await principalsNamed(services, add ?? [])
  return [...new Set([...before.filter((each) => !gone.has(each)), ...more])]
}

function listing({ room, category, roles }: RoomAccess) {
  const { uri, name, description, privacy, type, disabled } = room
  const lists = Object.fromEntries(ROLES.map((role) => [`${role}s`, roles[role]]))
  return { uri, name, description, category: category.name, privacy, type, disabled, ...lists }
}
