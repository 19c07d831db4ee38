// Change a room: settings and all lists in one call, all or nothing (facts 2.4.8, 8.18). What is left out stays as it is;
// a list that is given replaces the whole list. `revision` is the one that the change was made on.

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { INVITATIONS, PRIVACIES, ROOM_TYPES } from '../room.ts'
import { descriptionSchema, roomNameSchema } from '../text.ts'
import { categoryUriSchema, roomUriSchema, uuidSchema } from '../uri.ts'
import { principalListSchema } from './chancreate.ts'

export const roomChangeSchema = v.strictObject({
  revision: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  name: v.exactOptional(roomNameSchema),
  description: v.exactOptional(descriptionSchema),
  privacy: v.exactOptional(v.picklist(PRIVACIES)),
  type: v.exactOptional(v.picklist(ROOM_TYPES)),
  invitations: v.exactOptional(v.picklist(INVITATIONS)),
  addIn: v.exactOptional(v.nullable(uuidSchema)),
  /** Moving to another category; roles that it does not allow are lost. */
  category: v.exactOptional(categoryUriSchema),
  /** Only administrators open a room again. */
  disabled: v.exactOptional(v.boolean()),
  members: v.exactOptional(principalListSchema),
  managers: v.exactOptional(principalListSchema),
  presenters: v.exactOptional(principalListSchema),
})
export type RoomWish = Omit<v.InferOutput<typeof roomChangeSchema>, 'revision'>

export const chanmodify = defineCommand('chanmodify', {
  data: v.strictObject({ room: roomUriSchema, ...roomChangeSchema.entries }),
  reply: v.object({ room: roomUriSchema, revision: v.number() }),
})
