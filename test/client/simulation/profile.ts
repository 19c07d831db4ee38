// A browser profile: one disk, its locks and its line between tabs. It outlives every tab.

import type { Locks } from '../../../client/cache/world.ts'
import type { LineMessage, Port } from '../../../client/sync/line.ts'
import { copyOf } from './copy.ts'
import type { Events, Life } from './events.ts'
import { Disk } from './storage-disk.ts'

type Claim = { name: string; life: Life; run: () => void; isHeld: boolean }

/** Web Locks: one holder at a time, in the order of asking; a tab that dies lets go of everything. */
class LockTable {
  readonly #events: Events
  #claims: Claim[] = []

  constructor(events: Events) {
    this.#events = events
  }

  of(life: Life): Locks {
    return {
      hold: (name, work) =>
        new Promise((resolve, reject) => {
          const run = () =>
            void work()
              .then(resolve, reject)
              .finally(() => this.#drop(claim))
          const claim: Claim = { name, life, run, isHeld: false }
          this.#claims.push(claim)
          this.#grant()
        }),
    }
  }

  end(life: Life): void {
    this.#claims = this.#claims.filter((claim) => claim.life !== life)
    this.#grant()
  }

  #drop(claim: Claim): void {
    this.#claims = this.#claims.filter((other) => other !== claim)
    this.#grant()
  }

  #grant(): void {
    const names = new Set<string>()
    for (const claim of this.#claims) {
      const isFirst = !names.has(claim.name)
      names.add(claim.name)
      if (!isFirst || claim.isHeld) continue
      claim.isHeld = true
      this.#events.after(0, claim.run, claim.life)
    }
  }
}

/** A BroadcastChannel: everybody but the speaker hears it, a little later. */
class Bus {
  readonly #events: Events
  readonly #listeners = new Map<Life, (message: LineMessage) => void>()

  constructor(events: Events) {
    this.#events = events
  }

  of(life: Life): Port {
    return {
      post: (message) => {
        for (const [other, heard] of this.#listeners)
          if (other !== life)
            this.#events.after(this.#events.between(0, 5), () => heard(copyOf(message)), other)
      },
      listen: (heard) => void this.#listeners.set(life, heard),
    }
  }
}

export class Profile {
  readonly name: string
  readonly disk = new Disk()
  readonly locks: LockTable
  readonly bus: Bus

  constructor(events: Events, name: string) {
    this.name = name
    this.locks = new LockTable(events)
    this.bus = new Bus(events)
  }
}
