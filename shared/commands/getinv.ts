// Invitations newer than the last one seen. Ids count up per person; there is one invitation per person and room.

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { roomSchema } from '../room.ts'

export const invitationSchema = v.object({ inviteId: v.number(), createdOn: v.string(), room: roomSchema })
export type Invitation = v.InferOutput<typeof invitationSchema>

export const getinv = defineCommand('getinv', {
  data: v.strictObject({ inviteId: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
  reply: v.object({ invitations: v.array(invitationSchema), lastInviteId: v.number() }),
})
