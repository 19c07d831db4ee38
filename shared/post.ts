// A post as its author's device seals it. `signed` is JSON text, carried byte for byte for ever:
// nobody serialises it again, so there is nothing to canonicalise.

import * as v from 'valibot'
import { signatureSchema } from './bytes.ts'
import { XccosError } from './errors.ts'
import { hlcSchema } from './hlc.ts'
import { EMOJI_BYTES, MENTIONS_PER_POST, MESSAGE_BYTES, SIGNED_BYTES } from './limits.ts'
import { sentenceOf } from './sentence.ts'
import { chatSchema, longTextSchema, storyTitleSchema, utf8Bytes } from './text.ts'
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

export const POST_KINDS = ['chat', 'edit', 'redact', 'react', 'pin'] as const
export const POOL_POST_KINDS = ['redact', 'replace', 'purge'] as const

/** What the pool itself writes is signed by one of its keys, and nobody can be called so. */
export const POOL_USERNAME = 'backchat'
const POOL_DEVICE = /^pool:[0-9a-f]{1,64}$/

/** Names a post for ever, on every server and in every copy. */
export const postRefSchema = v.strictObject({
  device: v.union(
    [uuidSchema, v.pipe(v.string(), v.regex(POOL_DEVICE))],
    'A post is named by its device and its id.',
  ),
  id: uuidSchema,
})
export type PostRef = v.InferOutput<typeof postRefSchema>

/** A person, a room, or `room` for everybody in this one. */
export const mentionSchema = v.union(
  [personUriSchema, roomUriSchema, v.literal('room')],
  'A mention is of a person, a room, or everybody in the room.',
)
export const EVERYBODY_IN_ROOM = 'room'

const storySchema = v.strictObject({ title: storyTitleSchema })
const mentionsSchema = v.pipe(
  v.array(mentionSchema),
  v.minLength(1, 'Leave mentions out when there are none.'),
  v.maxLength(MENTIONS_PER_POST, `A post may mention at most ${MENTIONS_PER_POST}.`),
)
export const emojiSchema = v.pipe(
  v.string(),
  v.check((text) => utf8Bytes(text) <= EMOJI_BYTES && isEmoji(text), 'A reaction is one emoji.'),
)

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u
const MORE_THAN_PICTURE = /[\p{L}\p{Cc}\p{Z}]/u

function isEmoji(text: string): boolean {
  const isPicture = text.isWellFormed() && PICTURE.test(text) && !MORE_THAN_PICTURE.test(text)
  return isPicture && [...graphemes.segment(text)].length === 1
}

const placed = {
  v: v.literal(1, 'Only version 1 of the post format is known.'),
  /** UUIDv7, made at the keystroke. */
  id: uuidSchema,
  room: roomUriSchema,
  author: personUriSchema,
  /** 1, 2, 3… per device and room. */
  dseq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** The id of this device's previous post in the room. */
  prev: v.nullable(uuidSchema),
  hlc: hlcSchema,
  /** Random; hides a short text behind the hash. */
  salt: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/))),
}
/** The device whose key signs. */
const common = { ...placed, device: uuidSchema }

/** Only the body of a story may be longer than a message. */
const isLongOnlyAsStory = ({ chat, story }: { chat: string; story?: unknown }) =>
  story !== undefined || utf8Bytes(chat) <= MESSAGE_BYTES
const TOO_LONG = `A post may have at most ${MESSAGE_BYTES} bytes.`

const said = {
  chat: longTextSchema,
  story: v.exactOptional(storySchema),
  mentions: v.exactOptional(mentionsSchema),
}

export const chatPostSchema = v.pipe(
  v.strictObject({
    ...common,
    kind: v.literal('chat'),
    ...said,
    alert: v.optional(v.boolean()),
    replyTo: v.exactOptional(postRefSchema),
  }),
  v.check((post) => isLongOnlyAsStory(post), TOO_LONG),
)
/** What the target says from now on, whole. */
export const editPostSchema = v.pipe(
  v.strictObject({ ...common, kind: v.literal('edit'), target: postRefSchema, ...said }),
  v.check((post) => isLongOnlyAsStory(post), TOO_LONG),
)
export const redactPostSchema = v.strictObject({
  ...common,
  kind: v.literal('redact'),
  target: postRefSchema,
})
export const reactPostSchema = v.strictObject({
  ...common,
  kind: v.literal('react'),
  target: postRefSchema,
  emoji: emojiSchema,
  on: v.boolean(),
})
export const pinPostSchema = v.strictObject({
  ...common,
  kind: v.literal('pin'),
  target: postRefSchema,
  on: v.boolean(),
})

export const signedPostSchema = v.variant(
  'kind',
  [chatPostSchema, editPostSchema, redactPostSchema, reactPostSchema, pinPostSchema],
  'This kind of post is not known.',
)
/** What a person's device seals. */
export type SignedPost = v.InferOutput<typeof signedPostSchema>
export type PostOf<Kind extends SignedPost['kind']> = Extract<SignedPost, { kind: Kind }>

const byPool = { ...placed, device: v.pipe(v.string(), v.regex(POOL_DEVICE, 'This is no key of a pool.')) }

export const poolPostSchema = v.variant('kind', [
  v.strictObject({ ...byPool, kind: v.literal('redact'), target: postRefSchema }),
  /** The target's own words go; these stand in their place. */
  v.strictObject({ ...byPool, kind: v.literal('replace'), target: postRefSchema, chat: chatSchema }),
  /** Every text up to this place goes. */
  v.strictObject({
    ...byPool,
    kind: v.literal('purge'),
    upTo: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  }),
])
/** What the pool seals for an administrator. */
export type PoolPost = v.InferOutput<typeof poolPostSchema>
export type AnyPost = SignedPost | PoolPost

/** What one writes, without what sealing adds. */
export type Content = SignedPost extends infer Each
  ? Each extends SignedPost
    ? Omit<Each, keyof typeof common>
    : never
  : never
export type PoolContent = PoolPost extends infer Each
  ? Each extends PoolPost
    ? Omit<Each, keyof typeof byPool>
    : never
  : never

/** What a post says; nothing for one that says nothing itself. */
export function wordsOf(post: AnyPost | undefined): string {
  return post !== undefined && 'chat' in post ? post.chat : ''
}

export function isPoolDevice(device: string): boolean {
  return POOL_DEVICE.test(device)
}

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

/** Reads back what a person's device sealed; throws what is wrong with it. */
export function openSigned(signed: string): SignedPost {
  return open(signed, signedPostSchema)
}

function open<Schema extends v.GenericSchema<unknown, AnyPost>>(
  signed: string,
  schema: Schema,
): v.InferOutput<Schema> {
  const parsed = parseJson(signed)
  const result = v.safeParse(schema, parsed)
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

/** Reads sealed text back, whoever sealed it; undefined when it is not a post of version 1. */
export function readSigned(signed: string): AnyPost | undefined {
  try {
    return open(signed, v.union([signedPostSchema, poolPostSchema]))
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
