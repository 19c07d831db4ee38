// The rooms this person belongs to, asked once as member and once as manager.

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { roomSchema } from '../room.ts'

export const getassociations = defineCommand('getassociations', {
  data: v.strictObject({ role: v.picklist(['member', 'manager']) }),
  reply: v.object({ rooms: v.array(roomSchema) }),
})
