// The presence document changed on another of this person's devices: the whole document as it is now.

import { presenceDocumentSchema } from '../commands/getpresence.ts'
import { defineNotice } from '../notice.ts'

export const presence = defineNotice('presence', presenceDocumentSchema)
