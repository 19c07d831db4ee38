// Locks over several tabs, which a tab that dies lets go of.

import type { Locks } from '../../../client/cache/world.ts'

export type LockOwner = { isAlive: boolean }
type Turn = { owner: LockOwner; begin: () => void }

export class SharedLocks {
  readonly #queues = new Map<string, Turn[]>()

  locksOf(owner: LockOwner): Locks {
    return {
      hold: (name, work) =>
        new Promise((resolve, reject) => {
          const queue = this.#queues.get(name) ?? []
          this.#queues.set(name, queue)
          const turn: Turn = {
            owner,
            begin: () =>
              void work()
                .then(resolve, reject)
                .finally(() => this.#passOn(name, turn)),
          }
          queue.push(turn)
          if (queue.length === 1) queue[0]?.begin()
        }),
    }
  }

  /** The tab is dead: what it held falls to whoever waits. */
  release(owner: LockOwner): void {
    for (const [name, queue] of this.#queues) {
      const wasHeld = queue[0]?.owner === owner
      const left = queue.filter((turn) => turn.owner !== owner)
      this.#queues.set(name, left)
      if (wasHeld) left[0]?.begin()
    }
  }

  /** The work of a dead tab may end after its turn was taken from it. */
  #passOn(name: string, turn: Turn): void {
    const queue = this.#queues.get(name) ?? []
    if (queue[0] !== turn) return
    queue.shift()
    queue[0]?.begin()
  }
}
