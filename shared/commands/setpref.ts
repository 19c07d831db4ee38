// Keep a preference; empty content removes it. With `seqid` only if nobody changed it since, which is DataCollision.

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { prefContentSchema, prefLabelSchema, seqidSchema } from '../pref.ts'

export const setpref = defineCommand('setpref', {
  data: v.strictObject({
    label: prefLabelSchema,
    content: prefContentSchema,
    seqid: v.optional(seqidSchema),
  }),
  reply: v.object({ label: v.string(), seqid: v.number() }),
})
