// What lives as long as one connection: the conversation and everyone who speaks through it.
// After the sign-in sequence it follows the cache, so what is done in any tab comes to the server by itself.

import { getserverinfo } from '#shared/commands/getserverinfo.ts'
import { setpresence } from '#shared/commands/setpresence.ts'
import type { Delivered } from '#shared/entry.ts'
import type { NoticeItem } from '#shared/envelope.ts'
import { XccosError } from '#shared/errors.ts'
import type { Activity } from '#shared/presence.ts'
import { type Cache, readFact } from '../cache/database.ts'
import { isStorageFull } from '../cache/full.ts'
import { type Hole, takeDelivered } from '../cache/intake.ts'
import { takeSessionEnd } from '../cache/intake-rooms.ts'
import { pendingIntents } from '../cache/intents.ts'
import { watch } from '../cache/live.ts'
import { awaitNetwork, pendingPosts } from '../cache/outbox.ts'
import { pendingPrefs } from '../cache/prefs.ts'
import { Sealer, type Signer } from '../cache/seal.ts'
import type { World } from '../cache/world.ts'
import type { AtKeys } from './at-keys.ts'
import { Attendance } from './attendance.ts'
import { IntentCarrier } from './carry-intents.ts'
import { PrefCarrier } from './carry-prefs.ts'
import { CatchUp } from './catch-up.ts'
import { Conversation } from './conversation.ts'
import { readNotice, type Typist, takeNotice } from './notices.ts'
import { isOffline } from './refusal.ts'
import { Sender } from './sender.ts'
import type { Wire } from './wire.ts'

/** Reading moves the marker with every post; the server is told once things are quiet. */
export const MARK_QUIET_MS = 500
/** A draft is told to the other devices once the fingers rest. */
export const PREF_QUIET_MS = 1_000
const TRY_AGAIN_MS = 5_000

export type SessionParts = {
  cache: Cache
  world: World
  wire: Wire
  signer: Signer
  /** This connection is of no more use, since the wire is dead or nothing can be stored any more. */
  onBroken(why: 'lost' | 'full'): void
  onDrain(retryAfterMs: number): void
  onTyping(who: Typist): void
  atKeys?: Pick<AtKeys, 'watch'> | undefined
}

export class Session {
  readonly conversation: Conversation
  readonly catchUp: CatchUp
  readonly attendance: Attendance
  readonly carrier: IntentCarrier
  readonly prefs: PrefCarrier
  readonly #sender: Sender
  readonly #parts: SessionParts
  readonly #endings: (() => void)[] = []
  #isOver = false
  #cancelCarry: () => void = () => undefined
  #cancelPrefs: () => void = () => undefined

  constructor(parts: SessionParts) {
    const { cache, world, wire, signer, onBroken } = parts
    this.#parts = parts
    this.conversation = new Conversation(wire, world, {
      onBroken: () => onBroken('lost'),
      onDelivered: (posts) => void this.#unlessRefused(this.#deliver(posts)),
      onNotices: (notices) => void this.#hear(notices),
    })
    const { conversation } = this
    const watch = (work: Promise<void>) => void this.#unlessRefused(work)
    this.catchUp = new CatchUp({ cache, conversation, clock: world.clock, watch })
    this.attendance = new Attendance({ cache, conversation, catchUp: this.catchUp })
    this.carrier = new IntentCarrier(cache, conversation)
    this.prefs = new PrefCarrier(cache, conversation)
    this.#sender = new Sender({
      cache,
      world,
      conversation,
      sealer: new Sealer(cache, world, signer),
      rejoin: (room) => this.attendance.comeBack(room),
      onHoles: (holes) => this.#heal(holes),
      watch,
    })
  }

  /** From now on the outbox empties itself. */
  startSending(): void {
    const { cache } = this.#parts
    const rooms = async () => (await pendingPosts(cache)).map((post) => `${post.id} ${post.state}`)
    this.#endings.push(watch(cache, rooms, () => this.#sender.poke()))
  }

  /** From now on what is followed, opened or read in any tab is told to the server. */
  keepUp(): void {
    const { cache } = this.#parts
    const wishes = async () => ({
      intents: await pendingIntents(cache),
      opened: await cache.opened.orderBy('room').primaryKeys(),
      presence: await readFact(cache, 'presence'),
      rooms: (await pendingPosts(cache)).length,
    })
    this.#endings.push(
      watch(cache, wishes, ({ intents }) => {
        const isReadingOnly = intents.every((intent) => intent.kind === 'markread')
        if (intents.length > 0) this.#carryIn(isReadingOnly ? MARK_QUIET_MS : 0)
        void this.#unlessRefused(this.attendance.settle())
      }),
    )
    const tellActivity = (instance: Activity) => {
      const published = { publish: [{ name: 'activity' as const, instance }] }
      void this.#unlessRefused(this.conversation.ask(setpresence, published))
    }
    const { atKeys } = this.#parts
    if (atKeys) this.#endings.push(atKeys.watch(tellActivity))
    void this.#unlessRefused(this.#roam())
  }

  /** Drafts and other preferences: what other devices changed comes here; from then on, what is written here goes there. */
  async #roam(): Promise<void> {
    const { cache } = this.#parts
    await this.#unlessRefused(this.prefs.learn())
    if (this.#isOver) return
    const waiting = () => pendingPrefs(cache)
    const carry = (rows: unknown[]) => rows.length > 0 && this.#carryPrefsIn(PREF_QUIET_MS)
    this.#endings.push(watch(cache, waiting, carry, [cache.prefs]))
  }

  /** Says something that must be answered; silence breaks the wire. */
  async probe(): Promise<void> {
    await this.#unlessRefused(this.conversation.ask(getserverinfo, {}))
  }

  async end(): Promise<void> {
    this.#isOver = true
    for (const end of this.#endings) end()
    this.#cancelCarry()
    this.#cancelPrefs()
    this.#sender.stop()
    this.conversation.end()
    await awaitNetwork(this.#parts.cache)
    await takeSessionEnd(this.#parts.cache)
  }

  #carryIn(ms: number): void {
    this.#cancelCarry()
    this.#cancelCarry = this.#parts.world.clock.after(ms, () => {
      const carried = this.carrier.carry().catch((error: unknown) => {
        if (error instanceof XccosError) this.#carryIn(TRY_AGAIN_MS)
        throw error
      })
      void this.#unlessRefused(carried)
    })
  }

  #carryPrefsIn(ms: number): void {
    this.#cancelPrefs()
    this.#cancelPrefs = this.#parts.world.clock.after(ms, () => {
      const carried = this.prefs.carry().catch((error: unknown) => {
        if (error instanceof XccosError) this.#carryPrefsIn(TRY_AGAIN_MS)
        throw error
      })
      void this.#unlessRefused(carried)
    })
  }

  async #deliver(posts: Delivered[]): Promise<void> {
    this.#heal(await takeDelivered(this.#parts.cache, posts))
  }

  #heal(holes: readonly Hole[]): void {
    this.catchUp.heal(holes)
  }

  async #hear(items: readonly NoticeItem[]): Promise<void> {
    const { cache, onDrain, onTyping } = this.#parts
    for (const item of items) {
      const notice = readNotice(item)
      if (notice === undefined) continue
      await this.#unlessRefused(takeNotice({ cache, attendance: this.attendance, onDrain, onTyping }, notice))
    }
  }

  /** A refusal, or the end of the network, is no fault of this app; the cache already says how things stand. */
  async #unlessRefused(work: Promise<unknown>): Promise<void> {
    await work.catch((error: unknown) => {
      if (isStorageFull(error)) this.#parts.onBroken('full')
      else if (!isOffline(error) && !(error instanceof XccosError)) throw error
    })
  }
}
