// Sealing: a post gets its place in this device's sequence for the room, and its signature. Signing cannot be awaited
// inside an IndexedDB transaction, so it happens outside, under a lock per device and room, and the transaction that
// stores it checks that nothing has changed meanwhile.

import { toBase64url } from '#shared/bytes.ts'
import { HLC_ZERO, tick } from '#shared/hlc.ts'
import { type SignedPost, signingBytes } from '#shared/post.ts'
import type { PersonUri } from '#shared/uri.ts'
import { type Cache, readFact } from './database.ts'
import { keepClock } from './log.ts'
import { contentOf } from './outbox.ts'
import type { CounterRow, OutboxRow, Seal } from './rows.ts'
import type { World } from './world.ts'

export type Signer = { author: PersonUri; deviceId: string; privateKey: CryptoKey }
export type SealedRow = OutboxRow & { seal: Seal }

const SALT_BYTES = 16

export class Sealer {
  readonly #cache: Cache
  readonly #world: World
  readonly #signer: Signer

  constructor(cache: Cache, world: World, signer: Signer) {
    this.#cache = cache
    this.#world = world
    this.#signer = signer
  }

  /** The sealed post; undefined when it was called off meanwhile. Sealing again answers the same bytes. */
  async seal(row: OutboxRow): Promise<SealedRow | undefined> {
    if (isSealed(row)) return row
    const name = `backchat-seal ${this.#signer.deviceId} ${row.room}`
    return await this.#world.locks.hold(name, () => this.#sealUnderLock(row.id))
  }

  async #sealUnderLock(id: string): Promise<SealedRow | undefined> {
    for (;;) {
      const row = await this.#cache.outbox.get(id)
      if (row === undefined || isSealed(row)) return row
      const counter = await this.#counter(row)
      const sealed: SealedRow = { ...row, state: 'sending', seal: await this.#sign(row, counter) }
      if (await this.#store(sealed, counter)) return sealed
    }
  }

  async #counter({ room }: OutboxRow): Promise<CounterRow> {
    const device = this.#signer.deviceId
    return (await this.#cache.counters.get([device, room])) ?? { device, room, dseq: 0, prev: null }
  }

  async #sign(row: OutboxRow, counter: CounterRow): Promise<Seal> {
    const { chance, clock, subtle } = this.#world
    const { author, deviceId: device, privateKey } = this.#signer
    const { id, room } = row
    const { kind, ...content } = contentOf(row)
    const dseq = counter.dseq + 1
    const { prev } = counter
    const hlc = tick((await readFact(this.#cache, 'hlc')) ?? HLC_ZERO, clock.now())
    const salt = toBase64url(chance.bytes(SALT_BYTES))
    const place = { id, room, author, device, dseq, prev, hlc, salt }
    const post = { v: 1, kind, ...place, ...content } as SignedPost
    const signed = JSON.stringify(post)
    const sig = toBase64url(new Uint8Array(await subtle.sign('Ed25519', privateKey, signingBytes(signed))))
    return { signed, sig, device, dseq, prev, hlc }
  }

  /** @returns false when the counter moved or the text changed: then it is signed anew */
  async #store(sealed: SealedRow, before: CounterRow): Promise<boolean> {
    const { outbox, counters, facts } = this.#cache
    return await this.#cache.transaction('rw', outbox, counters, facts, async () => {
      const [row, counter] = [await outbox.get(sealed.id), await this.#counter(sealed)]
      if (row === undefined || !isSameContent(row, sealed) || counter.dseq !== before.dseq) return false
      await outbox.put(sealed)
      await counters.put({ ...counter, dseq: sealed.seal.dseq, prev: sealed.id })
      await keepClock(this.#cache, sealed.seal.hlc)
      return true
    })
  }
}

function isSameContent(one: OutboxRow, other: OutboxRow): boolean {
  return JSON.stringify(contentOf(one)) === JSON.stringify(contentOf(other))
}

export function isSealed(row: OutboxRow): row is SealedRow {
  return row.seal !== undefined
}
