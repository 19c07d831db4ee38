// What was edited, removed, replaced, purged and pinned after some place, without what was said: for a reader who skips a part
// of the log and holds older posts. Reactions are left out; they are told with the pages.

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { logItemSchema } from '../entry.ts'
import { roomUriSchema } from '../uri.ts'

export const bcamends = defineCommand('bcamends', {
  data: v.strictObject({
    room: roomUriSchema,
    after: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  }),
  reply: v.object({
    room: roomUriSchema,
    /** Oldest first. */
    entries: v.array(logItemSchema),
    /** Everything up to here was looked at. */
    to: v.number(),
    /** Nothing of the kind lies beyond. */
    complete: v.boolean(),
  }),
})
