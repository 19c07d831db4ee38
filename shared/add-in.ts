// What an add-in and the app say to each other, by messages between the page and its frame (docs/add-ins.md).
// An add-in's page is a stranger: whatever it says is checked here, and it gets only what it was granted.

import * as v from 'valibot'
import { ADD_IN_URL_CHARS } from './limits.ts'

export const ADD_IN_VERSION = 1
export const ADD_IN_HISTORY_MAX = 100
export const ADD_IN_GRANTS = ['roster', 'history', 'posts'] as const
export type AddInGrant = (typeof ADD_IN_GRANTS)[number]

export const addInUrlSchema = v.pipe(
  v.string(),
  v.maxLength(ADD_IN_URL_CHARS, `An address may have at most ${ADD_IN_URL_CHARS} characters.`),
  v.check(isWebAddress, 'An add-in has an address that begins with https:// or http://.'),
)

function isWebAddress(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.username === ''
}

/** A registered page, as the block of a room names it. */
export const addInSchema = v.object({
  id: v.string(),
  name: v.string(),
  url: v.string(),
  grants: v.array(v.picklist(ADD_IN_GRANTS)),
})
export type AddIn = v.InferOutput<typeof addInSchema>

/** The first word, from the add-in's window to the app's. The answer brings a port for everything else. */
export const addInHelloSchema = v.object({
  backchat: v.literal(ADD_IN_VERSION),
  say: v.literal('hello'),
})

const id = v.union([v.pipe(v.string(), v.maxLength(100)), v.number()])
const seq = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(ADD_IN_HISTORY_MAX))

export const addInAskSchema = v.variant('ask', [
  v.object({ id, ask: v.literal('room') }),
  v.object({ id, ask: v.literal('roster') }),
  v.object({ id, ask: v.literal('history'), before: v.optional(seq), count: v.optional(count, 30) }),
])
export type AddInAsk = v.InferOutput<typeof addInAskSchema>

export type AddInRoom = {
  uri: string
  name: string
  description: string
  privacy: 'open' | 'closed' | 'secret'
  type: 'normal' | 'auditorium'
}
/** Without names in a large room. */
export type AddInRoster = { count: number; people?: { uri: string; displayName: string }[] }
export type AddInPost = {
  seq: number
  at: string
  author: string
  displayName: string
  text: string
  title?: string
}

export type AddInWelcome = {
  backchat: typeof ADD_IN_VERSION
  say: 'welcome'
  room: AddInRoom
  grants: AddInGrant[]
  language: string
  theme: 'light' | 'dark'
}

export type AddInAnswer =
  | { id: string | number; ok: true; room: AddInRoom }
  | { id: string | number; ok: true; roster: AddInRoster }
  | { id: string | number; ok: true; posts: AddInPost[]; more: boolean }
  | { id: string | number; ok: false; code: string; sentence: string }

export type AddInTelling =
  | { tell: 'room'; room: AddInRoom }
  | { tell: 'roster'; roster: AddInRoster }
  /** New posts, and posts told before whose text is another now. */
  | { tell: 'posts'; posts: AddInPost[] }
  /** Posts whose text was taken away. */
  | { tell: 'gone'; seqs: number[] }

export function readHello(message: unknown): boolean {
  return v.is(addInHelloSchema, message)
}

export type ReadAsk = { ok: true; ask: AddInAsk } | { ok: false; id: string | number; sentence: string }

/** Undefined for what cannot even be answered, since it names no id. */
export function readAsk(message: unknown): ReadAsk | undefined {
  const asked = v.safeParse(addInAskSchema, message)
  if (asked.success) return { ok: true, ask: asked.output }
  const named = v.safeParse(v.object({ id }), message)
  if (!named.success) return undefined
  return { ok: false, id: named.output.id, sentence: asked.issues[0].message }
}
