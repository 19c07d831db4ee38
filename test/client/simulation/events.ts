// The deterministic scheduler: time stands still until the next event, and a seed says which of several goes first.
// Every event belongs to a life, such as a tab's; a frozen life keeps its events for later, a dead one never has them.

import type { SeededRandom } from '../../support/seeded-random.ts'

export type Life = { state: 'alive' | 'frozen' | 'dead' }
type Event = { at: number; run: () => void; life: Life }

/** The world's own: servers, and what no tab can end. */
export const ALWAYS: Life = { state: 'alive' }

const realSetImmediate = setImmediate

/** Everything that promises set off is done when a turn of the event loop has passed. */
function microtasksDone(): Promise<void> {
  return new Promise((resolve) => {
    realSetImmediate(resolve)
  })
}

export class Events {
  readonly random: SeededRandom
  #now: number
  #waiting: Event[] = []
  /** How many have happened. */
  count = 0

  constructor(random: SeededRandom, now: number) {
    this.random = random
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  /** @returns a function that calls it off */
  after(ms: number, run: () => void, life: Life = ALWAYS): () => void {
    const event = { at: this.#now + Math.max(0, ms), run, life }
    if (life.state !== 'dead') this.#waiting.push(event)
    return () => this.#drop(event)
  }

  /** From 0 up to, not including, 1. */
  fraction(): number {
    return this.random.below(1_000_000) / 1_000_000
  }

  between(least: number, most: number): number {
    return least + this.fraction() * (most - least)
  }

  chance(probability: number): boolean {
    return this.fraction() < probability
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.random.below(items.length)]
    if (item === undefined) throw new Error('There is nothing to pick from.')
    return item
  }

  /** Lets time pass, until something has come true if that is asked. */
  async pass(ms: number, isEnough: () => boolean = () => false): Promise<void> {
    const end = this.#now + ms
    await microtasksDone()
    for (let event = this.#next(end); event !== undefined; event = this.#next(end)) {
      this.#drop(event)
      this.#now = Math.max(this.#now, event.at)
      this.count += 1
      event.run()
      await microtasksDone()
      if (isEnough()) return
    }
    this.#now = end
  }

  #next(end: number): Event | undefined {
    let due: Event[] = []
    let earliest = end
    for (const event of this.#waiting) {
      if (event.life.state === 'frozen') continue
      const at = Math.max(event.at, this.#now)
      if (at > earliest) continue
      if (at < earliest) due = []
      earliest = at
      due.push(event)
    }
    return due.length > 1 ? this.pick(due) : due[0]
  }

  #drop(event: Event): void {
    const place = this.#waiting.indexOf(event)
    if (place >= 0) this.#waiting.splice(place, 1)
  }

  /** The life is over: nothing of it happens any more. */
  end(life: Life): void {
    life.state = 'dead'
    this.#waiting = this.#waiting.filter((event) => event.life !== life)
  }
}
