// This connection was taken out of a room: membership lost, or the room disabled. Nothing more of it arrives.

import * as v from 'valibot'
import { defineNotice } from '../notice.ts'
import { roomUriSchema } from '../uri.ts'

export const kick = defineNotice(
  'kick',
  v.object({ room: roomUriSchema, code: v.number(), text: v.string() }),
)
