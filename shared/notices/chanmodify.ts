// A joined room's properties or this person's permissions in it changed; the room as it is now, for this person.

import * as v from 'valibot'
import { defineNotice } from '../notice.ts'
import { roomSchema } from '../room.ts'

export const chanmodify = defineNotice('chanmodify', v.object({ room: roomSchema }))
