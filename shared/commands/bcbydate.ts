// A page of a room's log by time: the first posts of `from` and later, before `to`; without `from` the last before `to`.

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { roomUriSchema } from '../uri.ts'
import { bccontext, postCount } from './bccontext.ts'

const moment = v.pipe(v.string(), v.isoTimestamp('A moment is written like 2027-01-31T12:00:00Z.'))

export const bcbydate = defineCommand('bcbydate', {
  data: v.pipe(
    v.strictObject({
      room: roomUriSchema,
      /** Not before this moment, by the server's clock. */
      from: v.optional(moment),
      /** Before this moment. */
      to: v.optional(moment),
      count: postCount,
    }),
    v.check(({ from, to }) => from !== undefined || to !== undefined, 'Say from when, or until when.'),
  ),
  reply: bccontext.reply,
})
