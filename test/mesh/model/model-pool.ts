// The pool in a schedule: it takes posts once, numbers them, says so, and may be gone at any moment, also between the two.

import type { PoolSigned } from '#shared/mesh/pool-signed.ts'
import { readSigned, type SealedPost, signingBytes } from '#shared/post.ts'
import type { HandedIn, OpenPost } from '../../../client/mesh/core/happenings.ts'
import type { Timeline } from './timeline.ts'
import { hashOf, type ToyKeys } from './toy-keys.ts'

const DAY_MS = 24 * 60 * 60_000

export type Placed = { seq: number; id: string; device: string; hash: string; post: SealedPost }
export type Member = { device: string; person: string; name: string; fingerprint: string }

export class ModelPool {
  readonly room = 'ma-chan://localhost/00000000-0000-4000-8000-000000000000'
  readonly log: Placed[] = []
  readonly members = new Map<string, Member>()
  isUp = true
  ticketLifeMs = DAY_MS
  /** Nothing leaves it any more, though it still commits: as before a machine that dies. */
  isMute = false
  /** Of what was committed, so much is never answered. */
  lostAnswers = 0
  /** A mutant forgets what it has taken. */
  remembersMs = Number.POSITIVE_INFINITY
  readonly #taken = new Map<string, { placed: Placed; at: number }>()
  readonly #time: Timeline
  readonly #keys: ToyKeys
  #epoch = 0
  readonly #revoked: [string, number][] = []

  constructor(time: Timeline, keys: ToyKeys) {
    this.#time = time
    this.#keys = keys
  }

  ticketOf(member: Member): PoolSigned {
    const iat = this.#time.now
    const { device, person, name, fingerprint } = member
    return this.#keys.poolSigns('ticket', {
      ...{ v: 1, room: this.room, device, key: this.#keys.keyOf(device), fingerprint },
      ...{ person, name, mayPost: true, iat, exp: iat + this.ticketLifeMs },
    })
  }

  epoch(): PoolSigned {
    return this.#keys.poolSigns('epoch', {
      ...{ v: 1, room: this.room, epoch: this.#epoch, iat: this.#time.now },
      ...{ before: 0, revoked: this.#revoked },
    })
  }

  remove(device: string): void {
    this.members.delete(device)
    this.#epoch += 1
    this.#revoked.push([device, this.#time.now + 1])
  }

  /** @returns what became of each; undefined when nobody hears of it */
  take(posts: readonly Pick<OpenPost, 'post' | 'hash'>[]): HandedIn[] | undefined {
    if (!this.isUp) return undefined
    const answers = posts.map(({ post, hash }): HandedIn => ({ hash, answer: this.#place(post) }))
    return this.isMute || this.#time.chance(this.lostAnswers) ? undefined : answers
  }

  /** The pool's word on those of them that it has. */
  receipts(hashes: readonly string[]): PoolSigned[] {
    return hashes.flatMap((hash) => {
      const placed = this.#taken.get(hash)?.placed
      if (!placed) return []
      const chain = hashOf(String(placed.seq))
      const entries = [[placed.seq, placed.id, hash]]
      return [this.#keys.poolSigns('receipt', { v: 1, room: this.room, entries, prevChain: chain, chain })]
    })
  }

  #place(post: SealedPost): HandedIn['answer'] {
    const said = readSigned(post.signed)
    if (!said) return 'withheld'
    const { id, device, author } = said
    const hash = hashOf(post.signed)
    const known = this.#taken.get(hash)
    if (known && this.#time.now - known.at < this.remembersMs) return 'duplicate'
    const isOther = this.log.some(
      (placed) => placed.id === id && placed.device === device && placed.hash !== hash,
    )
    if (isOther) return 'withheld'
    const isGenuine = this.#keys.holds({
      key: this.#keys.keyOf(device),
      bytes: signingBytes(post.signed),
      sig: post.sig,
    })
    if (!isGenuine || this.members.get(device)?.person !== author) return 'withheld'
    const placed: Placed = { seq: this.log.length + 1, id, device, hash, post }
    this.log.push(placed)
    this.#taken.set(hash, { placed, at: this.#time.now })
    return 'accepted'
  }
}
