// Keeps this device connected: does in each state of the connection what is due there, and feeds what comes of it
// back into the one function that moves between states. An outcome that arrives after its state has passed is dropped.

import { XccosError } from '#shared/errors.ts'
import { readFact } from '../cache/database.ts'
import { forgetDevice } from '../cache/device.ts'
import { isStorageFull, makeSpace, onlyStorageFull } from '../cache/full.ts'
import { takeSignedOut } from '../cache/owner.ts'
import { backoff, obey } from './backoff.ts'
import {
  type Connection,
  connectionOf,
  type Happening,
  type Phase,
  step,
  triesIn,
  type WaitReason,
} from './connection.ts'
import type { Typist } from './notices.ts'
import { offline, Refused } from './refusal.ts'
import { Session } from './session.ts'
import { enter, type Grounds, invite, type Subscription, subscribe } from './sign-in.ts'
import { DialRefused } from './wire.ts'

export type Network = { isOnline(): boolean }
type Admitted = Extract<Subscription, { feature: 'on' }>

const NOT_PROVISIONED = 20010
const TOO_MANY_ENDPOINTS = 20009

export class Connector {
  readonly #grounds: Grounds
  readonly #network: Network
  readonly #publish: (connection: Connection) => void
  #phase: Phase = { at: 'idle' }
  #admitted: Admitted | undefined
  #session: Session | undefined
  #cancelTimer: () => void = () => undefined
  #isNewDevice = false
  #ending: Promise<void> = Promise.resolve()
  #reached = Promise.withResolvers<void>()

  constructor(grounds: Grounds, network: Network, publish: (connection: Connection) => void) {
    this.#grounds = grounds
    this.#network = network
    this.#publish = publish
  }

  start(): void {
    this.#happen({ kind: 'started' })
  }

  stop(): void {
    this.#happen({ kind: 'stopped' })
  }

  hurry(): void {
    this.#happen({ kind: 'hurried' })
  }

  networkGone(): void {
    this.#happen({ kind: 'network-gone' })
    this.probe()
  }

  /** After sleep, or when the browser reports no network: a dead wire is found in seconds, a living one is kept. */
  probe(): void {
    if (this.#phase.at === 'live') void this.#session?.probe()
  }

  /** The session to ask; waits while a connection is being made, and rejects with "Offline" when none is. */
  async session(): Promise<Session> {
    while (this.#session === undefined) {
      if (this.#phase.at !== 'provisioning' && this.#phase.at !== 'dialling') throw offline()
      await this.#reached.promise
    }
    return this.#session
  }

  #happen(happening: Happening): void {
    const before = this.#phase
    const phase = step(before, happening)
    if (phase === before) return
    this.#phase = phase
    this.#cancelTimer()
    this.#publish(connectionOf(phase))
    void this.#act(phase).catch(onlyStorageFull)
    this.#reached.resolve()
    this.#reached = Promise.withResolvers<void>()
  }

  async #act(phase: Phase): Promise<void> {
    switch (phase.at) {
      case 'provisioning':
        return await this.#subscribe(phase)
      case 'dialling':
        return await this.#dial(phase)
      case 'entering':
        return await this.#enter(phase)
      case 'live':
        return
      case 'waiting':
      case 'offline':
        this.#cancelTimer = this.#grounds.world.clock.after(
          phase.retryAt - this.#grounds.world.clock.now(),
          () => this.#happen({ kind: 'due' }),
        )
        await this.#endSession()
        if (phase.at === 'waiting' && phase.why === 'full') await makeSpace(this.#grounds.cache)
        return
      case 'idle':
      case 'refused':
        return await this.#endSession()
    }
  }

  async #subscribe(phase: Phase): Promise<void> {
    await this.#ending
    try {
      const subscription = await subscribe(this.#grounds)
      if (this.#phase !== phase) return
      if (subscription.feature === 'hidden') return this.#happen({ kind: 'refused', reason: 'hidden' })
      this.#admitted = subscription
      this.#happen({ kind: 'provisioned' })
    } catch (error) {
      if (this.#phase === phase) await this.#notSubscribed(error)
    }
  }

  async #notSubscribed(error: unknown): Promise<void> {
    const status = error instanceof Refused ? error.status : undefined
    if (status === 401) return await this.#signedOut('expired')
    if (status === 403) return await this.#signedOut('disabled')
    if (isStorageFull(error)) this.#lost('full')
    else this.#lost(status === 503 ? 'busy' : 'lost')
  }

  async #signedOut(reason: 'expired' | 'disabled' | 'not-provisioned'): Promise<void> {
    this.#happen({ kind: 'stopped' })
    const isKnown = (await readFact(this.#grounds.cache, 'owner')) !== undefined
    await takeSignedOut(this.#grounds.cache, { state: 'signed-out', ...(isKnown ? { reason } : {}) })
  }

  /** Tries the pool's addresses one after the other with the same ticket; only a server's answer uses it up. */
  async #dial(phase: Phase): Promise<void> {
    const admitted = this.#admitted
    if (admitted === undefined) return this.#lost('lost')
    for (const address of admitted.addresses) {
      try {
        const session = await this.#dialAddress(admitted, address)
        if (this.#phase !== phase) return await session.end()
        this.#isNewDevice = false
        this.#session = session
        return this.#happen({ kind: 'connected' })
      } catch (error) {
        if (this.#phase !== phase) return
        if (error instanceof DialRefused) return await this.#turnedAway(error)
      }
    }
    this.#lost('lost')
  }

  async #dialAddress(admitted: Admitted, address: string): Promise<Session> {
    const { cache, world, dial } = this.#grounds
    const mine: { session?: Session } = {}
    const broken = (why: 'lost' | 'full') => this.#ifCurrent(mine.session, () => this.#lost(why))
    const ends = {
      onEnvelope: (envelope: unknown) => mine.session?.conversation.hear(envelope),
      onClosed: () => broken('lost'),
    }
    const wire = await invite(dial, admitted, { address, ends })
    const { device, document } = admitted
    const signer = {
      author: document.user.uri,
      deviceId: device.deviceId,
      privateKey: device.keys.privateKey,
    }
    const onDrain = (ms: number) => this.#ifCurrent(mine.session, () => this.#lost('drain', ms))
    const onTyping = (who: Typist) => this.#grounds.onTyping?.(who)
    const { atKeys } = this.#grounds
    mine.session = new Session({ cache, world, wire, signer, atKeys, onBroken: broken, onDrain, onTyping })
    return mine.session
  }

  #ifCurrent(session: Session | undefined, then: () => void): void {
    if (session !== undefined && session === this.#session) then()
  }

  async #turnedAway({ refusal }: DialRefused): Promise<void> {
    if (refusal.diagnostic === NOT_PROVISIONED) return await this.#notProvisioned()
    if (refusal.diagnostic === TOO_MANY_ENDPOINTS)
      return this.#happen({ kind: 'refused', reason: refusal.reason })
    this.#lost(refusal.status === 503 ? 'busy' : 'lost', refusal.retryAfterMs)
  }

  /** The server may have lost this device: once, it is enrolled anew. */
  async #notProvisioned(): Promise<void> {
    const owner = this.#admitted?.document.user.uri
    if (this.#isNewDevice || owner === undefined) return await this.#signedOut('not-provisioned')
    this.#isNewDevice = true
    await forgetDevice(this.#grounds.cache, owner)
    this.#lost('lost')
  }

  async #enter(phase: Phase): Promise<void> {
    const session = this.#session
    if (session === undefined) return this.#lost('lost')
    try {
      await enter(this.#grounds.cache, session)
      if (this.#phase !== phase) return
      session.keepUp()
      this.#happen({ kind: 'entered' })
    } catch (error) {
      if (this.#phase !== phase) return
      if (isStorageFull(error)) this.#lost('full')
      else this.#lost(error instanceof XccosError && error.status === 503 ? 'busy' : 'lost')
    }
  }

  #lost(why: WaitReason, retryAfterMs?: number): void {
    const { chance, clock } = this.#grounds.world
    const wait =
      retryAfterMs === undefined ? backoff(triesIn(this.#phase), chance) : obey(retryAfterMs, chance)
    this.#happen({ kind: 'lost', why, retryAt: clock.now() + wait, online: this.#network.isOnline() })
  }

  async #endSession(): Promise<void> {
    this.#ending = this.#session?.end().catch(onlyStorageFull) ?? this.#ending
    this.#session = undefined
    await this.#ending
  }
}
