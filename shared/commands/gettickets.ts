// Ask for what a device needs to talk directly with others in these rooms while the server is away: its membership tickets, whose
// tickets are void, and who else is there to be linked with. Ours.

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { TICKET_ROOMS_MAX } from '../limits.ts'
import { poolSignedSchema } from '../mesh/pool-signed.ts'
import { fingerprintSchema } from '../mesh/ticket.ts'
import { roomUriSchema, uuidSchema } from '../uri.ts'

export const gettickets = defineCommand('gettickets', {
  data: v.strictObject({
    /** Joined by this connection. */
    rooms: v.pipe(
      v.array(roomUriSchema),
      v.minLength(1),
      v.maxLength(TICKET_ROOMS_MAX, `Tickets are for at most ${TICKET_ROOMS_MAX} rooms at once.`),
    ),
    /** SHA-256 of the certificate that this device opens links with. */
    fingerprint: fingerprintSchema,
  }),
  reply: v.object({
    rooms: v.array(
      v.object({
        room: roomUriSchema,
        ticket: poolSignedSchema,
        /** Absent while nobody's ticket is void. */
        epoch: v.exactOptional(poolSignedSchema),
        /** Other devices there that have tickets: all, or in a large room those to be linked with. */
        present: v.array(uuidSchema),
      }),
    ),
    failed: v.array(v.object({ uri: v.string(), code: v.number(), text: v.string() })),
  }),
})
