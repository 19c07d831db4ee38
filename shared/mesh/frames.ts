// What two devices say to each other over a link. A frame that is none of these is not answered, and counts against whoever sent it.

import * as v from 'valibot'
import { hashSchema, signatureSchema } from '../bytes.ts'
import { sealedPostSchema } from '../post.ts'
import { roomUriSchema, uuidSchema } from '../uri.ts'
import { poolSignedSchema } from './pool-signed.ts'

/** Of a frame, in UTF-16 units; a post of the longest kind with its ticket fits. */
export const FRAME_CHARS = 192 * 1024
/** Before both ends have proved themselves. */
export const GREETING_CHARS = 4 * 1024
export const HOPS_MAX = 8
export const RANGES_MAX = 64
const DEVICES_MAX = 500
const HELD_MAX = 500
const PRESENT_MAX = 50

const dseq = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const seq = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const range = v.pipe(
  v.strictTuple([dseq, dseq]),
  v.check(([from, to]) => from <= to),
)

const frames = {
  hello: v.strictObject({
    t: v.literal('hello'),
    v: v.literal(1),
    /** 16 random bytes, fresh for each link. */
    nonce: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)),
    ticket: poolSignedSchema,
  }),
  /** By the device's key, over the nonces and certificates of both ends. */
  auth: v.strictObject({ t: v.literal('auth'), sig: signatureSchema }),
  /** For one more room that both are in. */
  ticket: v.strictObject({ t: v.literal('ticket'), ticket: poolSignedSchema }),
  epoch: v.strictObject({ t: v.literal('epoch'), statement: poolSignedSchema }),
  post: v.strictObject({
    t: v.literal('post'),
    room: roomUriSchema,
    post: sealedPostSchema,
    /** The author's. */
    ticket: poolSignedSchema,
    hops: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(HOPS_MAX)),
  }),
  /** These are on the disk of whoever says so. */
  held: v.strictObject({
    t: v.literal('held'),
    room: roomUriSchema,
    hashes: v.pipe(v.array(hashSchema), v.minLength(1), v.maxLength(HELD_MAX)),
  }),
  /** What is carried, as ranges of `dseq` by device, and how far the room's log is known. */
  have: v.strictObject({
    t: v.literal('have'),
    room: roomUriSchema,
    head: seq,
    open: v.pipe(
      v.array(v.strictTuple([uuidSchema, v.pipe(v.array(range), v.maxLength(RANGES_MAX))])),
      v.maxLength(DEVICES_MAX),
    ),
  }),
  receipt: v.strictObject({ t: v.literal('receipt'), receipt: poolSignedSchema }),
  /** Who else is there: tickets of devices, and how many seconds ago each was heard of. */
  present: v.strictObject({
    t: v.literal('present'),
    room: roomUriSchema,
    devices: v.pipe(
      v.array(v.strictTuple([poolSignedSchema, v.pipe(v.number(), v.minValue(0))])),
      v.maxLength(PRESENT_MAX),
    ),
  }),
  ping: v.strictObject({ t: v.literal('ping') }),
  pong: v.strictObject({
    t: v.literal('pong'),
    /** Whether the server is there for whoever says so. */
    server: v.boolean(),
  }),
  bye: v.strictObject({ t: v.literal('bye') }),
}

const frameSchema = v.variant('t', [
  frames.hello,
  frames.auth,
  frames.ticket,
  frames.epoch,
  frames.post,
  frames.held,
  frames.have,
  frames.receipt,
  frames.present,
  frames.ping,
  frames.pong,
  frames.bye,
])
export type Frame = v.InferOutput<typeof frameSchema>
export type FrameOf<T extends Frame['t']> = Extract<Frame, { t: T }>

export function readFrame(text: string): Frame | undefined {
  try {
    const result = v.safeParse(frameSchema, JSON.parse(text))
    return result.success ? result.output : undefined
  } catch {
    return undefined
  }
}

/** All that is read before both ends have proved themselves. */
export function readGreeting(text: string): FrameOf<'hello' | 'auth'> | undefined {
  const frame = text.length <= GREETING_CHARS ? readFrame(text) : undefined
  return frame?.t === 'hello' || frame?.t === 'auth' ? frame : undefined
}
