// Another of this person's devices read on; `unread` is what is left after the marker.

import * as v from 'valibot'
import { defineNotice } from '../notice.ts'
import { roomUriSchema } from '../uri.ts'

export const markread = defineNotice(
  'markread',
  v.object({ room: roomUriSchema, seq: v.number(), unread: v.number() }),
)
