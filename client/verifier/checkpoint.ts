// A checkpoint (P22.6): what the pool signed, and whether it did.

import { type Bytes, bytesOf, utf8, written } from './bytes.ts'

export type Checkpoint = {
  pool: string
  size: number
  root: Bytes
  chain: Bytes
  at: number
  kid: string
  sig: Bytes
}
/** Public keys by their ids. */
export type Keys = ReadonlyMap<string, Bytes>
/** `unknown`: no key was given at all. `unable`: this browser cannot. */
export type Signed = 'yes' | 'no' | 'unknown' | 'unable'

const HASH_BYTES = 32
const SIGNATURE_BYTES = 64

type Raw = Partial<Record<keyof Checkpoint, unknown>>

export function checkpointOf(given: unknown): Checkpoint | undefined {
  if (typeof given !== 'object' || given === null) return undefined
  const { pool, size, at, kid, ...raw }: Raw = given
  const [root, chain] = [bytesOf(raw.root, HASH_BYTES), bytesOf(raw.chain, HASH_BYTES)]
  const sig = bytesOf(raw.sig, SIGNATURE_BYTES)
  if (typeof pool !== 'string' || typeof kid !== 'string' || !root || !chain || !sig) return undefined
  if (!isWhole(size) || !isWhole(at) || Number.isNaN(new Date(at).getTime())) return undefined
  return { pool, size, root, chain, at, kid, sig }
}

export function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

export function keyOf(given: unknown): Bytes | undefined {
  return bytesOf(given, HASH_BYTES)
}

function signedBytes({ pool, size, root, chain, at }: Checkpoint): Bytes {
  const lines = [pool, size, written(root), written(chain), new Date(at).toISOString()]
  return utf8(`backchat.archive.v1\0${lines.map((line) => `${line}\n`).join('')}`)
}

export async function signedBy(keys: Keys, checkpoint: Checkpoint): Promise<Signed> {
  if (keys.size === 0) return 'unknown'
  const known = keys.get(checkpoint.kid)
  if (!known) return 'no'
  try {
    const key = await crypto.subtle.importKey('raw', known, 'Ed25519', false, ['verify'])
    const isRight = await crypto.subtle.verify('Ed25519', key, checkpoint.sig, signedBytes(checkpoint))
    return isRight ? 'yes' : 'no'
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotSupportedError') return 'unable'
    return 'no'
  }
}
