// There is something new in a room that this person follows or belongs to and that this connection has not joined.

import * as v from 'valibot'
import { defineNotice } from '../notice.ts'
import { roomUriSchema } from '../uri.ts'

export const newcontent = defineNotice(
  'newcontent',
  v.object({
    room: roomUriSchema,
    head: v.number(),
    unread: v.number(),
    /** When the newest post came. */
    ts: v.string(),
  }),
)
