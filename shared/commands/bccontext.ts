// Backward context: a bounded page of a room's log, oldest first. Exactly one of last, before, after, around.
// `before` and `after` exclude their own `seq`; `around` includes it. `count` counts posts of kind chat.

import * as v from 'valibot'
import { amendSchema } from '../amend.ts'
import { defineCommand } from '../command.ts'
import { logItemSchema } from '../entry.ts'
import { HISTORY_DEFAULT_COUNT, HISTORY_MAX_COUNT } from '../limits.ts'
import { roomUriSchema } from '../uri.ts'

export const postCount = v.optional(
  v.pipe(
    v.number(),
    v.safeInteger(),
    v.minValue(1),
    v.maxValue(HISTORY_MAX_COUNT, `At most ${HISTORY_MAX_COUNT} posts a page.`),
  ),
  HISTORY_DEFAULT_COUNT,
)
const seq = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const from = v.strictObject({ seq, count: postCount })

export const bccontext = defineCommand('bccontext', {
  data: v.union([
    v.strictObject({ room: roomUriSchema, last: v.strictObject({ count: postCount }) }),
    v.strictObject({ room: roomUriSchema, before: from }),
    v.strictObject({ room: roomUriSchema, after: from }),
    v.strictObject({ room: roomUriSchema, around: from }),
  ]),
  reply: v.object({
    room: roomUriSchema,
    entries: v.array(logItemSchema),
    /** Of the posts shown, those that changed by entries after `to`: as they are at `head`. */
    amends: v.array(amendSchema),
    head: v.number(),
    /** The run of `seq` that this page proves: everything from `from` to `to` is in `entries`. Both 0 when empty. */
    from: v.number(),
    to: v.number(),
    /** Nothing lies beyond this page in the direction asked. */
    complete: v.boolean(),
  }),
})
