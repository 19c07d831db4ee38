// Someone entered a room that this connection has joined. Silent in a large room.

import * as v from 'valibot'
import { defineNotice } from '../notice.ts'
import { participantSchema } from '../person.ts'
import { roomUriSchema } from '../uri.ts'

export const join = defineNotice(
  'join',
  v.object({ room: roomUriSchema, participant: participantSchema, participantCount: v.number() }),
)
