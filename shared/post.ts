// A post as its author's device seals it. `signed` is JSON text, carried byte for byte for ever:
// nobody serialises it again, so there is nothing to canonicalise (design 4.3, 4.4).

import * as v from 'valibot'
import { signatureSchema } from './bytes.ts'
import { XccosError } from './errors.ts'
import { hlcSchema } from './hlc.ts'
import { SIGNED_BYTES } from './limits.ts'
import { sentenceOf } from './sentence.ts'
import { chatSchema, utf8Bytes } from './text.ts'
import { personUriSchema, roomUriSchema, uuidSchema } from './uri.ts'

/** Put before `signed` when it is signed; it is the version, and no other is accepted. */
export const SIGNATURE_PREFIX = 'backchat.post.v1\0'

export const sealedPostSchema = v.strictObject({
  signed: v.pipe(
    v.string(),
    v.check(
      (text) => utf8Bytes(text) <= SIGNED_BYTES,
      `A sealed post may have at most ${SIGNED_BYTES} bytes.`,
    ),
    v.check((text) => text.isWellFormed(), 'A sealed post must be well-formed Unicode.'),
  ),
  sig: signatureSchema,
})
export type SealedPost = v.InferOutput<typeof sealedPostSchema>

export const POST_KINDS = ['chat'] as const

export const signedPostSchema = v.strictObject({
  v: v.literal(1, 'Only version 1 of the post format is known.'),
  kind: v.picklist(POST_KINDS, 'This kind of post is not known.'),
  /** UUIDv7, made at the keystroke. */
  id: uuidSchema,
  room: roomUriSchema,
  author: personUriSchema,
  /** The device whose key signs. */
  device: uuidSchema,
  /** 1, 2, 3… per device and room. */
  dseq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** The id of this device's previous post in the room. */
  prev: v.nullable(uuidSchema),
  hlc: hlcSchema,
  /** Random; hides a short text behind the hash. */
  salt: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/))),
  chat: chatSchema,
  alert: v.optional(v.boolean()),
})
export type SignedPost = v.InferOutput<typeof signedPostSchema>

/** In valid JSON, a string with a colon after it is a name, and nothing inside a string can look like one. */
const STRING_AND_COLON = /"[^"\\]*(?:\\.[^"\\]*)*"(?:\s*:)?/g

const encoder = new TextEncoder()

/** The bytes that the device's key signs. */
export function signingBytes(signed: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(SIGNATURE_PREFIX + signed)
}

/** The bytes whose SHA-256 is the post's `hash`. */
export function hashBytes(signed: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(signed)
}

/** Reads sealed text back; throws what is wrong with it. */
export function openSigned(signed: string): SignedPost {
  const parsed = parseJson(signed)
  const result = v.safeParse(signedPostSchema, parsed)
  if (!result.success) throw new XccosError('InvalidArgument', sentenceOf(result.issues[0]))
  if (namesWritten(signed) !== namesIn(parsed))
    throw new XccosError('InvalidArgument', 'A sealed post may say each thing only once.')
  return result.output
}

/** Of a name that stands twice some readers take the first and others the last: two posts under one signature. */
function namesWritten(json: string): number {
  return (json.match(STRING_AND_COLON) ?? []).filter((text) => text.endsWith(':')).length
}

function namesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const own = Array.isArray(value) ? 0 : Object.keys(value).length
  return Object.values(value).reduce((sum: number, each) => sum + namesIn(each), own)
}

/** Reads sealed text back; undefined when it is not a post of version 1. */
export function readSigned(signed: string): SignedPost | undefined {
  try {
    return openSigned(signed)
  } catch {
    return undefined
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new XccosError('InvalidArgument', 'A sealed post must be JSON.')
  }
}
