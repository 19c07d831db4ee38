// The one frame on the wire, event `xccos` in both directions (XCCOS 2.1): a version, the sender's
// envelope number and its items. `envid` is text because XCCOS counts in 64 bits.

import * as v from 'valibot'
import { deliveredSchema } from './entry.ts'
import { POSTS_PER_ENVELOPE } from './limits.ts'

export const ENVELOPE_EVENT = 'xccos'
export const ENVELOPE_VERSION = 1

const envid = v.pipe(v.string(), v.regex(/^\d{1,20}$/, 'envid is a number of up to 20 digits, as text.'))
const seqid = v.pipe(v.number(), v.safeInteger(), v.minValue(1))

const commandItem = v.strictObject({
  id: v.pipe(v.string(), v.maxLength(64)),
  seqid,
  data: v.optional(v.unknown()),
})

/** Client to server: one command, or posts. */
export const upEnvelopeSchema = v.union([
  v.strictObject({ ver: v.literal(ENVELOPE_VERSION), envid, cmd: commandItem }),
  v.strictObject({
    ver: v.literal(ENVELOPE_VERSION),
    envid,
    grpchat: v.pipe(v.array(v.unknown()), v.minLength(1), v.maxLength(POSTS_PER_ENVELOPE)),
  }),
])
export type UpEnvelope = v.InferOutput<typeof upEnvelopeSchema>

export const replySchema = v.object({
  id: v.string(),
  commandid: v.object({ envid, seqid }),
  resp: v.object({ code: v.number(), text: v.string(), reason: v.optional(v.string()) }),
  data: v.optional(v.unknown()),
})
export type Reply = v.InferOutput<typeof replySchema>

export const noticeSchema = v.object({ id: v.string(), data: v.optional(v.unknown()) })
export type NoticeItem = v.InferOutput<typeof noticeSchema>

/** Server to client: any number of each. */
export const downEnvelopeSchema = v.object({
  ver: v.literal(ENVELOPE_VERSION),
  envid,
  rpl: v.optional(v.array(replySchema)),
  ntc: v.optional(v.array(noticeSchema)),
  grpchat: v.optional(v.array(deliveredSchema)),
})
export type DownEnvelope = v.InferOutput<typeof downEnvelopeSchema>

/** The Socket.IO acknowledgement stands for the SIP answer: it says "taken", never "done". */
export const ackSchema = v.variant('status', [
  v.object({ status: v.literal(200) }),
  v.object({ status: v.literal(503), retryAfterMs: v.number() }),
  v.object({ status: v.literal(481) }),
  v.object({ status: v.literal(400), reason: v.string() }),
])
export type Ack = v.InferOutput<typeof ackSchema>

export type ServerEvents = { xccos: (envelope: DownEnvelope) => void }
export type ClientEvents = { xccos: (envelope: unknown, ack: (answer: Ack) => void) => void }
