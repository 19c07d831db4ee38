// The lines of the files, as what they are: a proof of a stretch of the archive, proofs of single events, or the events alone, as the
// JSON Lines adapter writes them. What was not written by the server, to the letter, is not read.

import { type Bytes, bytesOf } from './bytes.ts'
import { type Checkpoint, checkpointOf, isWhole, type Keys, keyOf } from './checkpoint.ts'

const HASH_BYTES = 32

export type Piece =
  | { is: 'head'; pool: string; from: number; to: number; chain: Bytes; peaks: Bytes[] }
  | { is: 'event'; number: number; event: string | null; leaf: Bytes; chain: Bytes; nodes: Bytes[] }
  | { is: 'checkpoint'; checkpoint: Checkpoint; after: Bytes[] }
  | { is: 'proof'; number: number; event: string | null; checkpoint: Checkpoint; path: Bytes[] }
  /** A proof that was asked for before the pool had signed. */
  | { is: 'unsigned'; number: number; event: string | null }
  /** As an adapter wrote it: nothing but its text. */
  | { is: 'text'; number: number; event: string }

type Raw = Record<string, unknown>

/** @returns undefined for what the server does not write */
export function pieceOf(line: string): Piece | undefined {
  const raw = recordIn(line)
  // Blanks, or another way to write a letter, would change the file without changing what it says.
  if (!raw || JSON.stringify(raw) !== line) return undefined
  return proofIn(raw) ?? headIn(raw) ?? eventIn(raw) ?? checkpointIn(raw) ?? textIn(raw, line)
}

/** A proof of one event may be laid out for people. */
export function proofOf(text: string): Piece | undefined {
  const raw = recordIn(text)
  return raw && proofIn(raw)
}

function recordIn(text: string): Raw | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

function headIn({ backchat, v, pool, from, to, ...raw }: Raw): Piece | undefined {
  if (backchat !== 'archive proof' || v !== 1 || typeof pool !== 'string') return undefined
  const [chain, peaks] = [bytesOf(raw.chain, HASH_BYTES), hashesIn(raw.peaks)]
  if (!isNumber(from) || !isNumber(to) || !chain || !peaks) return undefined
  return { is: 'head', pool, from, to, chain, peaks }
}

function eventIn({ number, event, ...raw }: Raw): Piece | undefined {
  const [leaf, chain] = [bytesOf(raw.leaf, HASH_BYTES), bytesOf(raw.chain, HASH_BYTES)]
  const nodes = hashesIn(raw.nodes)
  if (!isNumber(number) || !isText(event) || !leaf || !chain || !nodes) return undefined
  return { is: 'event', number, event, leaf, chain, nodes }
}

function checkpointIn({ after, ...raw }: Raw): Piece | undefined {
  const [checkpoint, hashes] = [checkpointOf(raw.checkpoint), hashesIn(after)]
  return checkpoint && hashes && { is: 'checkpoint', checkpoint, after: hashes }
}

function proofIn({ number, event, path, ...raw }: Raw): Piece | undefined {
  const [checkpoint, hashes] = [checkpointOf(raw.checkpoint), hashesIn(path)]
  if (!isNumber(number) || !isText(event) || !hashes) return undefined
  if (raw.checkpoint === null && hashes.length === 0) return { is: 'unsigned', number, event }
  if (!checkpoint) return undefined
  return { is: 'proof', number, event, checkpoint, path: hashes }
}

function textIn({ v, number, at, kind }: Raw, line: string): Piece | undefined {
  if (v !== 1 || !isNumber(number) || typeof at !== 'number' || typeof kind !== 'string') return undefined
  return { is: 'text', number, event: line }
}

const isText = (value: unknown): value is string | null => value === null || typeof value === 'string'
const isNumber = (value: unknown): value is number => isWhole(value) && value >= 1

function hashesIn(value: unknown): Bytes[] | undefined {
  if (!Array.isArray(value)) return undefined
  const hashes = value.map((each) => bytesOf(each, HASH_BYTES))
  return hashes.every((each) => each !== undefined) ? hashes : undefined
}

/** Public keys as `backchat compliance keys` prints them, or as provisioning tells them; undefined when there are none in it. */
export function keysIn(text: string): Keys | undefined {
  const { poolKeys } = recordIn(text) ?? {}
  if (!Array.isArray(poolKeys)) return undefined
  const keys = new Map<string, Bytes>()
  for (const { kid, publicKey } of poolKeys as Raw[]) {
    const key = keyOf(publicKey)
    if (typeof kid !== 'string' || !key) return undefined
    keys.set(kid, key)
  }
  return keys.size > 0 ? keys : undefined
}

/** One checkpoint, or one a line; undefined when any of it is none. */
export function checkpointsIn(text: string): Checkpoint[] | undefined {
  const whole = checkpointOf(recordIn(text))
  if (whole) return [whole]
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const each = lines.map((line) => checkpointOf(recordIn(line)))
  return each.length > 0 && each.every((one) => one !== undefined) ? each : undefined
}
