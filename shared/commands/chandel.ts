// Delete a room with all that was said in it. Not for people (facts 3.5): administrators only.

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { roomUriSchema } from '../uri.ts'

export const chandel = defineCommand('chandel', {
  data: v.strictObject({ room: roomUriSchema }),
  reply: v.object({ room: roomUriSchema }),
})
