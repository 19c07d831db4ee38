// A preference was changed on another of this person's devices; empty content: it was removed.

import { defineNotice } from '../notice.ts'
import { prefSchema } from '../pref.ts'

export const pref = defineNotice('pref', prefSchema)
