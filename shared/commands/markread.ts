// Move my read marker in a room. A marker is a pair, compared in this order: `generation`, then `seq`; the larger one
// stays, so devices agree in whatever order they speak. "Unread from here" begins the next generation. Ours.

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { generationSchema } from '../room.ts'
import { roomUriSchema } from '../uri.ts'

export const markread = defineCommand('markread', {
  data: v.strictObject({
    room: roomUriSchema,
    seq: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    /** The present one if left out. */
    generation: v.optional(generationSchema),
  }),
  reply: v.object({
    room: roomUriSchema,
    seq: v.number(),
    readGeneration: v.optional(generationSchema, 0),
    unread: v.number(),
  }),
})
