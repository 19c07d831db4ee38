// Enter many rooms at once. The reply succeeds as a whole; rooms that failed are items of it (XCCOS `fib`).

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { ROOMS_PER_BJOIN } from '../limits.ts'
import { roomSchema } from '../room.ts'
import { roomUriSchema } from '../uri.ts'

export const bjoin = defineCommand('bjoin', {
  data: v.strictObject({ rooms: v.pipe(v.array(roomUriSchema), v.maxLength(ROOMS_PER_BJOIN)) }),
  reply: v.object({
    rooms: v.array(roomSchema),
    failed: v.array(v.object({ uri: v.string(), code: v.number(), text: v.string() })),
  }),
})
