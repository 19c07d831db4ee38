// Make a room (facts 2.4.8). Needs to be a creator of the category, or an administrator. Whoever makes it manages it;
// they are a member only if they name themselves.

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { ROLE_PRINCIPALS_MAX } from '../limits.ts'
import { INVITATIONS, PRIVACIES, ROOM_TYPES, roomSchema } from '../room.ts'
import { descriptionSchema, roomNameSchema } from '../text.ts'
import { categoryUriSchema, principalSchema, uuidSchema } from '../uri.ts'

export const principalListSchema = v.pipe(
  v.array(principalSchema),
  v.maxLength(ROLE_PRINCIPALS_MAX, `A list may have at most ${ROLE_PRINCIPALS_MAX} entries.`),
)

export const newRoomSchema = v.strictObject({
  name: roomNameSchema,
  category: categoryUriSchema,
  description: v.optional(descriptionSchema, ''),
  privacy: v.optional(v.picklist(PRIVACIES), 'closed'),
  type: v.optional(v.picklist(ROOM_TYPES), 'normal'),
  /** A room can only switch its category's invitations off. */
  invitations: v.optional(v.picklist(INVITATIONS), 'inherit'),
  addIn: v.optional(v.nullable(uuidSchema), null),
  members: v.optional(principalListSchema, []),
  managers: v.optional(principalListSchema, []),
  presenters: v.optional(principalListSchema, []),
})
export type NewRoomWish = v.InferOutput<typeof newRoomSchema>

export const chancreate = defineCommand('chancreate', {
  data: newRoomSchema,
  reply: v.object({ room: roomSchema }),
})
