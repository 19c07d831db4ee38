// A tab of Ada's browser: the real core over the profile's IndexedDB. It can die between any two turns of the event
// loop; what it was doing then never comes to an end, and nothing of it reaches the world any more.

import { createHash } from 'node:crypto'
import { Cache } from '../../../client/cache/database.ts'
import { enqueue } from '../../../client/cache/outbox.ts'
import type { World } from '../../../client/cache/world.ts'
import { makeCore } from '../../../client/sync/core.ts'
import type { LineMessage, Port } from '../../../client/sync/line.ts'
import { offline } from '../../../client/sync/refusal.ts'
import type { WebClient } from '../../../client/sync/web-client.ts'
import type { Dial } from '../../../client/sync/wire.ts'
import { ADA, DEVICE, provisioningFor } from '../support/cast.ts'
import { Link } from './link.ts'
import type { Mutant } from './mutants.ts'
import type { Place } from './place.ts'

export class Tab {
  readonly name: string
  readonly cache: Cache
  isAlive = true
  readonly #place: Place
  readonly #world: World
  #link: Link | undefined
  #listen: (message: LineMessage) => void = () => undefined

  constructor(place: Place, name: string, mutant?: Mutant) {
    this.name = name
    this.#place = place
    place.line.add(this)
    this.cache = new Cache(place.profile)
    mutant?.spoilCache?.(this.cache)
    this.#world = {
      clock: place.time.clockOf(this),
      chance: { bytes: (count) => place.bytes(count), fraction: () => place.random.below(1_000) / 1_000 },
      locks: place.locks.locksOf(this),
      subtle: toySubtle(),
    }
    makeCore({
      ...{ cache: this.cache, world: this.#world, web: this.#web(), port: this.#port(), tab: name },
      dial: mutant?.spoilDial?.(this.#dial, this.cache) ?? this.#dial,
      deviceName: () => name,
      surroundings: { isOnline: () => place.isOnline, watch: () => undefined },
    })
  }

  write(room: string, text: string): Promise<string> {
    return enqueue(this.cache, this.#world, { room, guid: `${room} draft`, text })
  }

  hear(message: LineMessage): void {
    if (this.isAlive) this.#listen(structuredClone(message))
  }

  cutLink(): void {
    this.#link?.cut()
  }

  vanish(): void {
    this.#link?.vanish()
  }

  die(): void {
    this.isAlive = false
    this.#place.line.delete(this)
    this.#link?.cut()
    this.cache.close({ disableAutoOpen: true })
    this.#place.locks.release(this)
  }

  #dial: Dial = (_address, _credentials, ends) =>
    new Promise((resolve, reject) => {
      this.#soon(() => {
        if (!this.#place.canReach()) return reject(new Error('unreachable'))
        const link = new Link(this.#place.time, this.#place.random, {
          onEnvelope: (envelope) => this.isAlive && ends.onEnvelope(envelope),
          onClosed: () => this.isAlive && ends.onClosed(),
        })
        this.#link = link
        this.#place.server.admit(link)
        this.#soon(() => resolve(link.wire()))
      })
    })

  #web(): WebClient {
    const answer = <T>(value: () => T) =>
      new Promise<T>((resolve, reject) => {
        this.#soon(() => (this.#place.canReach() ? resolve(value()) : reject(offline())))
      })
    return {
      provisioning: () => answer(() => provisioningFor(ADA)),
      enrol: () => answer(() => DEVICE),
      isSetupNeeded: () => answer(() => false),
      signIn: () => answer(() => undefined),
      signOut: () => answer(() => undefined),
      signOutEverywhere: () => answer(() => undefined),
      setUp: () => answer(() => undefined),
    }
  }

  #port(): Port {
    return {
      post: (message) => this.#soon(() => this.#place.tellOthers(message, this)),
      listen: (heard) => {
        this.#listen = heard
      },
    }
  }

  #soon(then: () => void): void {
    this.#place.time.after(1 + this.#place.random.below(30), () => {
      if (this.isAlive) then()
    })
  }
}

/** Signs at once, so that no thread of the pool has a say in the order of things. */
function toySubtle(): SubtleCrypto {
  return {
    generateKey: () => Promise.resolve({ privateKey: { toy: 'private' }, publicKey: { toy: 'public' } }),
    exportKey: () => Promise.resolve(new ArrayBuffer(32)),
    sign: (_algorithm: unknown, _key: unknown, bytes: Uint8Array) =>
      Promise.resolve(new Uint8Array(createHash('sha512').update(bytes).digest()).buffer),
  } as unknown as SubtleCrypto
}
