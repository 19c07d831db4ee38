// One preference of mine. Whoever has this `seqid` already gets no content (facts 2.4.9).

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { prefLabelSchema, seqidSchema } from '../pref.ts'

export const getpref = defineCommand('getpref', {
  data: v.strictObject({ label: prefLabelSchema, seqid: v.optional(seqidSchema) }),
  /** `seqid` is 0 where there is none. */
  reply: v.object({ label: v.string(), seqid: v.number(), content: v.optional(v.string()) }),
})
