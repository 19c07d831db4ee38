// People who post faster than the server can store, and keep to the rules: what is answered with 503 is sent again, the same
// bytes, after the time that was named.

import { setTimeout as wait } from 'node:timers/promises'
import type { Posted } from '../faults/history-of.ts'
import type { Receipt } from '../faults/poster.ts'
import type { Sealed } from '../support/protocol-device.ts'
import type { Member } from './crowd.ts'
import type { WireClient } from './wire-client.ts'

const POSTS_EACH = 16

type Batch = { id: string; post: Sealed }[]

export class Offering implements Posted {
  readonly uri: string
  readonly sealed: { id: string; post: Sealed }[] = []
  readonly receipts = new Map<string, Receipt>()
  refusals = 0
  readonly #client: WireClient
  readonly #member: Member
  readonly #room: string
  readonly #ready: Batch[] = []

  constructor(client: WireClient, member: Member, room: string) {
    this.#client = client
    this.#member = member
    this.#room = room
    this.uri = member.uri
  }

  /** Seals ahead, so that sending does not compete with the server for the processor. */
  prepare(posts: number): void {
    for (let left = posts; left > 0; left -= POSTS_EACH)
      this.#ready.push(
        Array.from({ length: POSTS_EACH }, () => {
          const post = this.#member.seals(this.#room, 'as fast as I can')
          return { id: (JSON.parse(post.signed) as { id: string }).id, post }
        }),
      )
  }

  /** So many unanswered at any time, until all that was prepared is answered. */
  async keepsBusy(outstanding: number): Promise<void> {
    const lane = async () => {
      for (let batch = this.#next(); batch; batch = this.#next()) await this.#deliver(batch)
    }
    await Promise.all(Array.from({ length: outstanding / POSTS_EACH }, lane))
  }

  /** So many each second, whether they are answered or not, until all that was prepared is answered. */
  async pours(perSecond: number): Promise<void> {
    const startedAt = performance.now()
    const underWay: Promise<void>[] = []
    for (let batch = this.#next(); batch; batch = this.#next()) {
      const sent = underWay.push(this.#deliver(batch)) * POSTS_EACH
      const early = startedAt + (sent / perSecond) * 1_000 - performance.now()
      if (early > 0) await wait(early)
    }
    await Promise.all(underWay)
  }

  #next(): Batch | undefined {
    const batch = this.#ready.pop()
    if (batch) this.sealed.push(...batch)
    return batch
  }

  async #deliver(batch: Batch): Promise<void> {
    for (;;) {
      const { ack, replies } = this.#client.post(batch.map(({ post }) => post))
      const { status, retryAfterMs } = await ack
      if (status === 200) return this.#keep(await replies)
      if (retryAfterMs === undefined) throw new Error(`A post was answered with ${status}, without a time.`)
      this.refusals += 1
      await wait(retryAfterMs)
    }
  }

  #keep(replies: { resp: { code: number; text: string }; data?: unknown }[]): void {
    for (const { resp, data } of replies) {
      if (resp.code !== 200) throw new Error(`A post was refused: ${resp.text}`)
      const receipt = data as Receipt
      this.receipts.set(receipt.id, receipt)
    }
  }
}
