// Somebody is writing in a room that this connection has joined.

import * as v from 'valibot'
import { defineNotice } from '../notice.ts'
import { personSchema } from '../person.ts'
import { roomUriSchema } from '../uri.ts'

export const typing = defineNotice('typing', v.object({ room: roomUriSchema, ...personSchema.entries }))
