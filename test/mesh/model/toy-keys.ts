// Keys of a schedule: a signature is a hash with the key in it, and only the key's owner makes one. What the core asks to have
// signed and checked is as it will be with real keys.

import { createHash } from 'node:crypto'
import { type PoolSays, type PoolSigned, poolBytes } from '#shared/mesh/pool-signed.ts'
import { signingBytes } from '#shared/post.ts'
import type { Check } from '../../../client/mesh/core/happenings.ts'

export const POOL_KEY = 'aa'

/** What a signature covers; a mutant covers less. */
export type Covers = 'all' | 'words'

export class ToyKeys {
  readonly #covers: Covers

  constructor(covers: Covers) {
    this.#covers = covers
  }

  /** Its owner's secret and what everybody knows of it are one here. */
  keyOf(owner: string): string {
    return createHash('sha256').update(owner).digest('base64url')
  }

  sign(key: string, bytes: Uint8Array): string {
    return createHash('sha512').update(key).update(this.#covered(bytes)).digest('base64url')
  }

  signPost(key: string, signed: string): string {
    return this.sign(key, signingBytes(signed))
  }

  poolSigns(what: PoolSays, said: object): PoolSigned {
    const signed = JSON.stringify(said)
    return { signed, kid: POOL_KEY, sig: this.sign(POOL_KEY, poolBytes(what, signed)) }
  }

  holds({ key, bytes, sig }: Check): boolean {
    return this.sign(typeof key === 'string' ? key : key.kid, bytes) === sig
  }

  #covered(bytes: Uint8Array): Uint8Array | string {
    if (this.#covers === 'all') return bytes
    const text = new TextDecoder().decode(bytes)
    return /"chat":"[^"]*"/.exec(text)?.[0] ?? text
  }
}

export function hashOf(signed: string): string {
  return createHash('sha256').update(signed).digest('base64url')
}
