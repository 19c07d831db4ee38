// The posts that are pinned in a room, with what became of them.

import * as v from 'valibot'
import { amendSchema } from '../amend.ts'
import { defineCommand } from '../command.ts'
import { logItemSchema } from '../entry.ts'
import { roomUriSchema } from '../uri.ts'

export const getpins = defineCommand('getpins', {
  data: v.strictObject({ room: roomUriSchema }),
  reply: v.object({
    room: roomUriSchema,
    /** In the order in which they were said. */
    entries: v.array(logItemSchema),
    amends: v.array(amendSchema),
    head: v.number(),
  }),
})
