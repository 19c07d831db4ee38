// A membership ticket: the pool's word that a device is of somebody who belongs to a room, good for hours without the pool. An
// epoch statement says whose tickets of that room are void before their time.

import * as v from 'valibot'
import { publicKeySchema } from '../bytes.ts'
import { DISPLAY_NAME_CHARS } from '../limits.ts'
import { personUriSchema, roomUriSchema, uuidSchema } from '../uri.ts'

/** Milliseconds since 1970. */
const momentSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** SHA-256 over a DTLS certificate, as SDP writes it. */
export const fingerprintSchema = v.pipe(
  v.string(),
  v.regex(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/, 'A fingerprint is 32 bytes, as SDP writes them.'),
)

export const memberTicketSchema = v.strictObject({
  v: v.literal(1),
  room: roomUriSchema,
  device: uuidSchema,
  /** What the device signs its posts with. */
  key: publicKeySchema,
  /** Of the only certificate that the device may open links with. */
  fingerprint: fingerprintSchema,
  person: personUriSchema,
  name: v.pipe(v.string(), v.maxLength(DISPLAY_NAME_CHARS)),
  /** In an auditorium only presenters may. */
  mayPost: v.boolean(),
  iat: momentSchema,
  exp: momentSchema,
})
export type MemberTicket = v.InferOutput<typeof memberTicketSchema>

export const REVOKED_MAX = 500

export const epochSchema = v.strictObject({
  v: v.literal(1),
  room: roomUriSchema,
  /** The statement with the highest one holds. */
  epoch: momentSchema,
  iat: momentSchema,
  /** Tickets that were issued before this are void. */
  before: momentSchema,
  /** Of these devices, those that were issued before the moment that stands with them. */
  revoked: v.pipe(v.array(v.strictTuple([uuidSchema, momentSchema])), v.maxLength(REVOKED_MAX)),
})
export type EpochStatement = v.InferOutput<typeof epochSchema>

/** Whether what the ticket says still holds, as far as the statement knows. */
export function isRevoked(
  { device, iat }: Pick<MemberTicket, 'device' | 'iat'>,
  said: EpochStatement | undefined,
): boolean {
  if (!said) return false
  const own = said.revoked.find(([revoked]) => revoked === device)?.[1] ?? 0
  return iat < Math.max(said.before, own)
}
