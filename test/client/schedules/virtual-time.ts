// Time that passes only when told. What falls due at one moment happens in an order that the seed draws.

import type { Clock } from '../../../client/cache/world.ts'
import type { SeededRandom } from '../../support/seeded-random.ts'
import { quiet } from './event-loop.ts'

const START = Date.parse('2026-11-22T10:00:00Z')

type Timer = { at: number; then: () => void }

export class VirtualTime {
  #now = START
  #timers: Timer[] = []
  readonly #random: SeededRandom

  constructor(random: SeededRandom) {
    this.#random = random
  }

  get elapsed(): number {
    return this.#now - START
  }

  after(ms: number, then: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, Math.round(ms)), then }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
    }
  }

  /** A clock whose timers are lost with whoever set them. */
  clockOf(owner: { isAlive: boolean }): Clock {
    return {
      now: () => this.#now,
      after: (ms, then) =>
        this.after(ms, () => {
          if (owner.isAlive) then()
        }),
    }
  }

  async pass(ms: number): Promise<void> {
    const end = this.#now + ms
    for (;;) {
      await quiet()
      const next = this.#next()
      if (next === undefined || next.at > end) break
      this.#timers = this.#timers.filter((timer) => timer !== next)
      this.#now = next.at
      next.then()
    }
    this.#now = end
  }

  #next(): Timer | undefined {
    const at = this.#timers.reduce(
      (earliest, timer) => Math.min(earliest, timer.at),
      Number.POSITIVE_INFINITY,
    )
    const due = this.#timers.filter((timer) => timer.at === at)
    return due[this.#random.below(due.length)]
  }
}
