// I am writing in this room. Told to those who are there, never stored, and of no effect in a large room. Ours.

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { roomUriSchema } from '../uri.ts'

export const typing = defineCommand('typing', {
  data: v.strictObject({ room: roomUriSchema }),
  reply: v.object({}),
})
