// This server is going away: connect again, elsewhere in the pool if there is an elsewhere, after a jittered wait.

import * as v from 'valibot'
import { defineNotice } from '../notice.ts'

export const drain = defineNotice('drain', v.object({ reason: v.string(), retryAfterMs: v.number() }))
