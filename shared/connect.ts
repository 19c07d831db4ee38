// The INVITE of the original is a Socket.IO handshake: what the client hands in, and how it may be refused.
// A refusal is a `connect_error` whose `data` has the ms-diagnostics id of the original (facts 1.5).

import * as v from 'valibot'
import { uuidSchema } from './uri.ts'

export const handshakeSchema = v.object({
  ticket: v.pipe(v.string(), v.maxLength(2000)),
  deviceId: uuidSchema,
})

export const REFUSALS = {
  busy: { status: 503, diagnostic: 20000, reason: 'The service is busy.' },
  noParticipant: { status: 400, diagnostic: 20002, reason: 'The ticket or the device is missing.' },
  rejected: { status: 403, diagnostic: 20003, reason: 'The ticket is not valid, or no longer.' },
  queueFull: { status: 503, diagnostic: 20008, reason: 'The inbound queue is full.' },
  noMoreEndpoints: { status: 403, diagnostic: 20009, reason: 'This person has too many connections.' },
  notProvisioned: { status: 403, diagnostic: 20010, reason: 'This person or device is not provisioned.' },
} as const

export type Refusal = keyof typeof REFUSALS

export const refusalDataSchema = v.object({
  status: v.number(),
  diagnostic: v.number(),
  reason: v.string(),
  retryAfterMs: v.optional(v.number()),
})
export type RefusalData = v.InferOutput<typeof refusalDataSchema>
