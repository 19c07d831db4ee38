// The outbox sender: hands posts over in order and keeps at it until each is in the log or refused for good.
// One envelope at a time waits for its acknowledgement, and a room's next posts go out once its earlier ones are
// answered: what is refused for now can then be sent again before anything has overtaken it. The server keeps its part
// of this (P12.10) within an envelope, so up to 32 posts, also of one room, still share a round trip.

import * as v from 'valibot'
import { grpchat } from '#shared/commands/grpchat.ts'
import type { XccosError } from '#shared/errors.ts'
import { FRAME_BYTES } from '#shared/limits.ts'
import { utf8Bytes } from '#shared/text.ts'
import type { RoomUri } from '#shared/uri.ts'
import type { Cache } from '../cache/database.ts'
import { type Hole, takePosted } from '../cache/intake.ts'
import { failPost, pendingPosts, setOnTheirWay } from '../cache/outbox.ts'
import type { OutboxRow } from '../cache/rows.ts'
import type { SealedRow, Sealer } from '../cache/seal.ts'
import type { World } from '../cache/world.ts'
import { backoff, obey } from './backoff.ts'
import { type Answer, type Conversation, REPLY_TIMEOUT_MS } from './conversation.ts'

export const POSTS_IN_FLIGHT = 32
const ROOM_FOR_POSTS_BYTES = FRAME_BYTES - 1024
const LONGEST_RESPITE_MS = 60_000
export const STALE_MS = 24 * 60 * 60_000

/** Worth trying again with the same bytes; anything else is told to the author. */
const PASSING: readonly string[] = [
  'Offline',
  'ServerError',
  'UnknownServerError',
  'DatabaseConnection',
  'CommandFailed',
  'TooManyRequests',
]

export type SenderParts = {
  cache: Cache
  world: Pick<World, 'clock' | 'chance'>
  sealer: Pick<Sealer, 'seal'>
  conversation: Pick<Conversation, 'post'>
  /** Joins again after "UserNotJoined"; rejects when the room does not let us in. */
  rejoin(room: RoomUri): Promise<void>
  onHoles(holes: Hole[]): void
  /** Looks after work that may fail because nothing can be stored. */
  watch(work: Promise<void>): void
}

export class Sender {
  readonly #parts: SenderParts
  /** By id, as handed over last: an answer to an earlier offer says nothing about a later one. */
  readonly #unanswered = new Map<string, SealedRow>()
  /** Rooms whose posts rest: after a passing trouble, or while joining again. */
  readonly #resting = new Set<RoomUri>()
  #troubles = 0
  #batchLimit = POSTS_IN_FLIGHT
  #isRunning = false
  #isPoked = false
  #isStopped = false

  constructor(parts: SenderParts) {
    this.#parts = parts
  }

  /** Something may be there to send. */
  poke(): void {
    this.#isPoked = true
    if (this.#isRunning) return
    this.#isRunning = true
    this.#parts.watch(
      this.#run().finally(() => {
        this.#isRunning = false
        if (this.#isPoked && !this.#isStopped) this.poke()
      }),
    )
  }

  stop(): void {
    this.#isStopped = true
  }

  async #run(): Promise<void> {
    while (this.#isPoked && !this.#isStopped) {
      this.#isPoked = false
      const batch = await this.#nextBatch()
      if (batch.length > 0) await this.#handOver(batch)
    }
  }

  async #nextBatch(): Promise<SealedRow[]> {
    const pending = await pendingPosts(this.#parts.cache)
    const alive = new Set(pending.map((row) => row.id))
    for (const id of this.#unanswered.keys()) if (!alive.has(id)) this.#unanswered.delete(id)
    const closed = new Set([...this.#resting, ...[...this.#unanswered.values()].map((row) => row.room)])
    const batch: SealedRow[] = []
    let bytes = 0
    for (const row of this.#due(pending).filter((candidate) => !closed.has(candidate.room))) {
      if (this.#unanswered.size + batch.length >= POSTS_IN_FLIGHT || batch.length >= this.#batchLimit) break
      if (await this.#isStale(row)) continue
      const sealed = await this.#parts.sealer.seal(row)
      if (sealed === undefined) continue
      bytes += utf8Bytes(JSON.stringify(sealed.seal))
      if (batch.length > 0 && bytes > ROOM_FOR_POSTS_BYTES) break
      batch.push(sealed)
    }
    return batch
  }

  /** What may still be called off is left; nothing waits behind it. A clock that was set back makes nothing wait longer. */
  #due(pending: readonly OutboxRow[]): OutboxRow[] {
    const { clock } = this.#parts.world
    return pending.filter(({ notBefore = 0, seal }) => {
      const wait = notBefore - clock.now()
      if (seal !== undefined || wait <= 0 || wait > LONGEST_RESPITE_MS) return true
      clock.after(wait, () => this.poke())
      return false
    })
  }

  /** What was written long ago may no longer be meant: its author is asked. */
  async #isStale(row: OutboxRow): Promise<boolean> {
    const meantAt = Math.max(row.createdAt, row.confirmedAt ?? 0)
    if (row.seal !== undefined || this.#parts.world.clock.now() - meantAt <= STALE_MS) return false
    await failPost(this.#parts.cache, row.id, 'Stale')
    return true
  }

  async #handOver(batch: SealedRow[]): Promise<void> {
    const { cache, conversation, world } = this.#parts
    const ids = batch.map((row) => row.id)
    for (const row of batch) this.#unanswered.set(row.id, row)
    await setOnTheirWay(cache, ids, 'sending')
    const posts = batch.map(({ seal: { signed, sig } }) => ({ signed, sig }))
    const sent = await conversation.post(posts, (seqid, answer) => {
      const row = batch[seqid - 1]
      if (row !== undefined) this.#parts.watch(this.#settle(row, answer))
    })
    switch (sent.status) {
      case 200:
      case 'silent':
        if (sent.status === 'silent') await setOnTheirWay(cache, ids, 'waiting')
        world.clock.after(REPLY_TIMEOUT_MS, () => this.#sendAgain(batch))
        return this.poke()
      case 503:
        await this.#rest(obey(sent.retryAfterMs, world.chance))
        return this.#sendAgain(batch)
      case 400:
        return await this.#blame(batch)
      case 481:
      case 'ended':
        return this.stop()
    }
  }

  /** The envelope was refused whole. Alone, each post shows whether the fault is its own. */
  async #blame(batch: readonly SealedRow[]): Promise<void> {
    const [first, ...others] = batch
    if (first !== undefined && others.length === 0)
      await failPost(this.#parts.cache, first.id, 'InvalidArgument')
    this.#batchLimit = 1
    this.#sendAgain(batch)
  }

  #sendAgain(rows: readonly SealedRow[]): void {
    for (const row of rows) if (this.#unanswered.get(row.id) === row) this.#unanswered.delete(row.id)
    this.poke()
  }

  #rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#parts.world.clock.after(ms, resolve)
    })
  }

  async #settle(row: SealedRow, answer: Answer): Promise<void> {
    if (!answer.ok) return await this.#refused(row, answer.error)
    const posted = v.safeParse(grpchat.reply, answer.data)
    if (!posted.success) return
    this.#troubles = 0
    this.#parts.onHoles(await takePosted(this.#parts.cache, posted.output))
    this.#sendAgain([row])
  }

  async #refused(row: SealedRow, { code }: XccosError): Promise<void> {
    if (code === 'UserNotJoined') await this.#comeBack(row)
    else await this.#restOrFail(row, code)
    this.#sendAgain([row])
  }

  async #comeBack(row: SealedRow): Promise<void> {
    try {
      await this.#letRest(row, () => this.#parts.rejoin(row.room))
    } catch (error) {
      await this.#restOrFail(row, codeOf(error))
    }
  }

  async #restOrFail(row: SealedRow, code: string): Promise<void> {
    const { cache, world } = this.#parts
    if (!PASSING.includes(code)) return await failPost(cache, row.id, code)
    await this.#letRest(row, () => this.#rest(backoff(++this.#troubles, world.chance)))
  }

  /** Nothing of the room goes out meanwhile, so its order is kept. */
  async #letRest(row: SealedRow, work: () => Promise<void>): Promise<void> {
    this.#resting.add(row.room)
    await setOnTheirWay(this.#parts.cache, [row.id], 'waiting')
    await work().finally(() => this.#resting.delete(row.room))
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'UserNotJoined'
}
