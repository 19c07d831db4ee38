// A device as PROTOCOL.md describes it (P3, P11): a key pair, and for each room the place of its last post.
// Like the client beside it, it imports nothing of shared/.

import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

export type Sealed = { signed: string; sig: string }
export type Draft = { room: string; author: string; device: string; chat: string }

const SIGNATURE_PREFIX = 'backchat.post.v1\0'

export class Device {
  readonly publicKey: string
  readonly #privateKey: KeyObject
  readonly #places = new Map<string, { dseq: number; prev: string }>()

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    this.#privateKey = privateKey
    this.publicKey = publicKey.export({ format: 'jwk' }).x ?? ''
  }

  /** Seals a post in the device's next place of the room. `change` is for scenes in which something is wrong with it. */
  seal(draft: Draft, change: Record<string, unknown> = {}): Sealed {
    const place = this.#places.get(draft.room)
    const id = newId()
    const dseq = (place?.dseq ?? 0) + 1
    this.#places.set(draft.room, { dseq, prev: id })
    const hlc = `${hex(Date.now(), 12)}-0000`
    const salt = randomBytes(16).toString('base64url')
    const { room, author, device, chat } = draft
    const post = {
      v: 1,
      kind: 'chat',
      id,
      room,
      author,
      device,
      dseq,
      prev: place?.prev ?? null,
      hlc,
      salt,
      chat,
    }
    return this.sign(JSON.stringify({ ...post, ...change }))
  }

  sign(signed: string): Sealed {
    const sig = sign(null, Buffer.from(SIGNATURE_PREFIX + signed), this.#privateKey).toString('base64url')
    return { signed, sig }
  }
}

/** A UUID of version 7. */
export function newId(): string {
  const time = hex(Date.now(), 12)
  const random = randomBytes(10).toString('hex')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-${random.slice(6, 18)}`
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}
