// Someone left a room that this connection has joined, by command or because their last connection ended.

import * as v from 'valibot'
import { defineNotice } from '../notice.ts'
import { personUriSchema, roomUriSchema } from '../uri.ts'

export const part = defineNotice(
  'part',
  v.object({ room: roomUriSchema, uri: personUriSchema, participantCount: v.number() }),
)
