// Time of a schedule: what is to happen next happens next, and nothing takes real time.

import { type SeededRandom, seededRandom } from '../../support/seeded-random.ts'

type Planned = { at: number; order: number; act: () => void }

export class Timeline {
  now: number
  readonly random: SeededRandom
  readonly #heap: Planned[] = []
  #order = 0

  constructor(seed: number, began: number) {
    this.random = seededRandom(seed)
    this.now = began
  }

  after(ms: number, act: () => void): void {
    this.#order += 1
    this.#heap.push({ at: this.now + ms, order: this.#order, act })
    this.#rise(this.#heap.length - 1)
  }

  between(least: number, most: number): number {
    return least + this.random.below(most - least + 1)
  }

  chance(share: number): boolean {
    return this.random.below(1_000) < share * 1_000
  }

  pick<Item>(items: readonly Item[]): Item | undefined {
    return items[this.random.below(Math.max(1, items.length))]
  }

  /** Plays until then, or until it is `done`. */
  play(until: number, done: () => boolean = () => false): void {
    for (let next = this.#heap[0]; next && next.at <= until && !done(); next = this.#heap[0]) {
      this.#take()
      this.now = next.at
      next.act()
    }
    if (!done()) this.now = until
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]]
    if (!a || !b) return false
    return a.at < b.at || (a.at === b.at && a.order < b.order)
  }

  #swap(one: number, other: number): void {
    const [a, b] = [this.#heap[one], this.#heap[other]]
    if (!a || !b) return
    this.#heap[one] = b
    this.#heap[other] = a
  }

  #rise(from: number): void {
    for (let at = from; at > 0; ) {
      const above = (at - 1) >> 1
      if (!this.#isBefore(at, above)) return
      this.#swap(at, above)
      at = above
    }
  }

  #take(): void {
    const last = this.#heap.pop()
    if (!last || this.#heap.length === 0) return
    this.#heap[0] = last
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2]
      const least = this.#isBefore(right, left) ? right : left
      if (!this.#isBefore(least, at)) return
      this.#swap(least, at)
      at = least
    }
  }
}
