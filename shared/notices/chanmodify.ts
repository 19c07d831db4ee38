// A joined room's properties, or what this person may do in it, changed: the properties as they are now.

import * as v from 'valibot'
import { defineNotice } from '../notice.ts'
import { roomPropertiesSchema } from '../room.ts'

export const chanmodify = defineNotice('chanmodify', v.object({ room: roomPropertiesSchema }))
