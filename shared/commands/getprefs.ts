// What changed in my preferences after a `seqid`, oldest first, as much as a reply holds: how a device that comes back
// learns what others changed without asking for each label. Ours.

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { prefSchema, seqidSchema } from '../pref.ts'

export const getprefs = defineCommand('getprefs', {
  data: v.strictObject({ after: seqidSchema }),
  reply: v.object({ prefs: v.array(prefSchema), moreAvailable: v.boolean() }),
})
