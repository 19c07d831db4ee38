// Enter one room: from now on its posts arrive here. Joining again answers the same and changes nothing.

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { roomSchema } from '../room.ts'
import { roomUriSchema } from '../uri.ts'

export const join = defineCommand('join', {
  data: v.strictObject({ room: roomUriSchema }),
  reply: v.object({ room: roomSchema }),
})
