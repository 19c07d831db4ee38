// A tab of Ada's: the real core over a model disk, wire and clock. It can be frozen, and it can die at any step.

import { Cache } from '../../../client/cache/database.ts'
import type { World } from '../../../client/cache/world.ts'
import { archiveClient } from '../../../client/sync/archive-client.ts'
import { casesClient } from '../../../client/sync/cases-client.ts'
import { type Core, makeCore } from '../../../client/sync/core.ts'
import { Leader } from '../../../client/sync/leader.ts'
import { offline } from '../../../client/sync/refusal.ts'
import { roomsClient } from '../../../client/sync/rooms-client.ts'
import type { WebClient } from '../../../client/sync/web-client.ts'
import type { Dial } from '../../../client/sync/wire.ts'
import { ADA, DEVICE, provisioningFor } from '../support/cast.ts'
import { copyOf } from './copy.ts'
import type { Events, Life } from './events.ts'
import type { ModelServer } from './model-server.ts'
import type { Profile } from './profile.ts'
import { type Storage, storageOf } from './storage.ts'
import { toySubtle } from './toy-subtle.ts'

export type Place = { events: Events; profile: Profile; server: ModelServer; network: { isThere: boolean } }

export class Tab {
  readonly name: string
  readonly life: Life = { state: 'alive' }
  readonly cache: Cache
  readonly core: Core
  readonly #place: Place
  readonly #storage: Storage
  #back: () => void = () => undefined
  #gone: () => void = () => undefined

  constructor(place: Place, name: string) {
    this.name = name
    this.#place = place
    const { events, profile, network } = place
    this.#storage = storageOf({ disk: profile.disk, events, life: this.life })
    this.cache = new Cache(profile.name, this.#storage.options)
    this.core = makeCore({
      cache: this.cache,
      world: this.#world(),
      web: this.#web(),
      dial: this.#dial(),
      deviceName: () => 'Model',
      port: profile.bus.of(this.life),
      surroundings: {
        isOnline: () => network.isThere,
        watch: ({ back, gone }) => {
          this.#back = back
          this.#gone = gone
        },
      },
      tab: name,
      loadLeader: () => Promise.resolve(Leader),
    })
  }

  /** The browser says that the network came or went. */
  feelsNetwork(isThere: boolean): void {
    this.#place.events.after(0, () => (isThere ? this.#back() : this.#gone()), this.life)
  }

  dies(): void {
    const { events, profile } = this.#place
    events.end(this.life)
    this.#storage.cutOff()
    profile.locks.end(this.life)
  }

  #world(): World {
    const { events, profile } = this.#place
    return {
      clock: { now: () => Math.floor(events.now()), after: (ms, then) => events.after(ms, then, this.life) },
      chance: {
        fraction: () => events.fraction(),
        bytes: (count) => Uint8Array.from({ length: count }, () => events.random.below(256)),
      },
      locks: profile.locks.of(this.life),
      subtle: toySubtle(events, this.life),
    }
  }

  #dial(): Dial {
    const { events, server, network } = this.#place
    return (_address, _credentials, ends) =>
      new Promise((resolve, reject) => {
        const knock = () => {
          if (!server.isUp || !network.isThere) return reject(new Error('unreachable'))
          const connection = server.connect(ends, this.life)
          const { link } = connection
          resolve({
            send: (envelope) =>
              new Promise((acknowledged) => {
                const sent = copyOf(envelope)
                link.up(() => {
                  const ack = server.hear(connection, sent)
                  link.down(() => acknowledged(ack))
                })
              }),
            close: () => server.leave(connection),
          })
        }
        events.after(events.between(1, 40), knock, this.life)
      })
  }

  #web(): WebClient {
    const { events, server, network } = this.#place
    const call = <T>(answer: T): Promise<T> =>
      new Promise((resolve, reject) => {
        const arrive = () => (server.isUp && network.isThere ? resolve(answer) : reject(offline()))
        events.after(events.between(1, 40), arrive, this.life)
      })
    const nothing = () => call(undefined)
    return {
      provisioning: () => call(provisioningFor(ADA)),
      enrol: () => call(DEVICE),
      isSetupNeeded: () => call(false),
      signIn: nothing,
      signOut: nothing,
      signOutEverywhere: nothing,
      changePassword: nothing,
      setUp: nothing,
      rooms: roomsClient(() => call({})),
      archive: archiveClient(() => call({})),
      cases: casesClient(
        () => call({}),
        () => call({ name: '', blob: new Blob() }),
      ),
    }
  }
}
