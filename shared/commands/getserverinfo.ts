// What this server is and allows (XCCOS `sib`): limits, the time, the pool's name. Sent first in a session.

import * as v from 'valibot'
import { defineCommand } from '../command.ts'

export const getserverinfo = defineCommand('getserverinfo', {
  data: v.optional(v.strictObject({}), {}),
  reply: v.object({
    displayName: v.string(),
    domain: v.string(),
    version: v.string(),
    serverTime: v.string(),
    /** Bytes of UTF-8. */
    messageSizeLimit: v.number(),
    /** Bytes of the body of a story. */
    storySizeLimit: v.optional(v.number()),
    searchLimit: v.number(),
    historyLimit: v.number(),
    roomManagementUrl: v.nullable(v.string()),
  }),
})
