// Leave a room. Membership stays; only this connection stops hearing it.

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { roomUriSchema } from '../uri.ts'

export const part = defineCommand('part', {
  data: v.strictObject({ room: roomUriSchema }),
  reply: v.object({ room: roomUriSchema }),
})
