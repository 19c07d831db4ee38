// The people in a large room, on demand, since nobody is told there who comes and goes. In a small room the roster is
// known already, and asking is refused (facts 2.4.4). The id is ours.

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { participantSchema } from '../person.ts'
import { roomUriSchema } from '../uri.ts'

export const getroster = defineCommand('getroster', {
  data: v.strictObject({ room: roomUriSchema }),
  reply: v.object({ participants: v.array(participantSchema) }),
})
