// A page of a room's log by time: the first posts of `from` and later, before `to`; without `from` the last before `to`.

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { momentSchema } from '../moment.ts'
import { roomUriSchema } from '../uri.ts'
import { bccontext, postCount } from './bccontext.ts'

export const bcbydate = defineCommand('bcbydate', {
  data: v.pipe(
    v.strictObject({
      room: roomUriSchema,
      /** Not before this moment, by the server's clock. */
      from: v.optional(momentSchema),
      /** Before this moment. */
      to: v.optional(momentSchema),
      count: postCount,
    }),
    v.check(({ from, to }) => from !== undefined || to !== undefined, 'Say from when, or until when.'),
  ),
  reply: bccontext.reply,
})
