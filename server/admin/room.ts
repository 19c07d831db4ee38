// Rooms: add, change, list.

import * as v from 'valibot'
import type { Role } from '#shared/person.ts'
import { PRIVACIES, ROOM_TYPES } from '#shared/room.ts'
import { descriptionSchema, roomNameSchema } from '#shared/text.ts'
import type { Principal } from '#shared/uri.ts'
import { type AdminServices, defineAct } from './act.ts'
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
      members: v.optional(names, []),
      managers: v.optional(names, []),
      presenters: v.optional(names, []),
    }),
    async (services, room) =>
      services.channel.management.addRoom({
        ...room,
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
      disabled: v.exactOptional(v.boolean()),
      add: byRole,
      remove: byRole,
    }),
    async (services, { add, remove, ...change }) =>
      services.channel.management.setRoom({
        ...change,
        add: await principalsByRole(services, add),
        remove: await principalsByRole(services, remove),
      }),
  ),
  defineAct('room.list', v.strictObject({}), async ({ channel }) => ({
    rooms: await channel.management.listRooms(),
  })),
]

type Named = { [Name in Role]?: string[] | undefined }

async function principalsByRole(services: AdminServices, named: Named = {}) {
  const found: Partial<Record<Role, Principal[]>> = {}
  for (const [role, people] of Object.entries(named) as [Role, string[]][])
    found[role] = await principalsNamed(services, people)
  return found
}
