// One person. Of oneself everything that the server knows; of others only what everybody may see (facts 2.4.7).

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { foundPersonSchema } from '../person.ts'
import { personUriSchema } from '../uri.ts'

export const getuserinfo = defineCommand('getuserinfo', {
  data: v.strictObject({ uri: personUriSchema }),
  reply: v.object({
    ...foundPersonSchema.entries,
    /** The rest is told to the person alone. */
    userName: v.optional(v.string()),
    admin: v.optional(v.boolean()),
    groups: v.optional(v.array(v.string())),
  }),
})
