// What two devices say to each other to open a link: an offer, an answer or a candidate, handed on and never stored. Ours.

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { SIGNAL_CHARS } from '../limits.ts'
import { roomUriSchema, uuidSchema } from '../uri.ts'

export const signalDataSchema = v.pipe(
  v.string(),
  v.maxLength(SIGNAL_CHARS, `A signal has at most ${SIGNAL_CHARS} characters.`),
)

export const signal = defineCommand('signal', {
  data: v.strictObject({
    /** That both are in. */
    room: roomUriSchema,
    /** The other device. */
    to: uuidSchema,
    data: signalDataSchema,
  }),
  reply: v.object({}),
})
