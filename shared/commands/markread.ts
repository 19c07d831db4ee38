// Move my read marker in a room forward. Markers only grow, so devices agree in whatever order they speak. Ours.

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { roomUriSchema } from '../uri.ts'

export const markread = defineCommand('markread', {
  data: v.strictObject({ room: roomUriSchema, seq: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
  reply: v.object({ room: roomUriSchema, seq: v.number(), unread: v.number() }),
})
