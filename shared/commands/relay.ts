// Hand in what others wrote and this device carries: posts that went from device to device while the server was away. Each is judged
// by its author's signature and standing now, stored once, and answered by itself; receipts tell everybody who carries it still. Ours.

import * as v from 'valibot'
import { hashSchema } from '../bytes.ts'
import { defineCommand } from '../command.ts'
import { RELAYED_AT_ONCE } from '../limits.ts'
import { poolSignedSchema } from '../mesh/pool-signed.ts'
import { sealedPostSchema } from '../post.ts'
import { roomUriSchema } from '../uri.ts'

export const relay = defineCommand('relay', {
  data: v.strictObject({
    room: roomUriSchema,
    posts: v.pipe(
      v.array(sealedPostSchema),
      v.minLength(1),
      v.maxLength(RELAYED_AT_ONCE, `At most ${RELAYED_AT_ONCE} posts are handed in at once.`),
    ),
  }),
  reply: v.object({
    room: roomUriSchema,
    /** In the order of the posts. */
    answers: v.array(
      v.variant('answer', [
        v.object({
          answer: v.picklist(['accepted', 'duplicate']),
          hash: hashSchema,
          seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
        }),
        /** It is in no log, and need not be carried any longer; `text` is the code of why. */
        v.object({ answer: v.literal('withheld'), hash: hashSchema, text: v.string(), reason: v.string() }),
        v.object({ answer: v.literal('retry'), hash: hashSchema }),
      ]),
    ),
    receipts: v.array(poolSignedSchema),
  }),
})
