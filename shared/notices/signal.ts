// Another device wants to open a link, or answers.

import * as v from 'valibot'
import { signalDataSchema } from '../commands/signal.ts'
import { defineNotice } from '../notice.ts'
import { roomUriSchema, uuidSchema } from '../uri.ts'

export const signal = defineNotice(
  'signal',
  v.object({ room: roomUriSchema, from: uuidSchema, data: signalDataSchema }),
)
