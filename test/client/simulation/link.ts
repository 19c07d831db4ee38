// One connection's two directions. Each keeps its order, as TCP does; different connections overtake each other.
// A silent link swallows everything from then on, and neither end is told.

import type { Events, Life } from './events.ts'

const SLOWEST_MS = 120

export class Link {
  readonly #events: Events
  readonly #client: Life
  #state: 'open' | 'silent' | 'closed' = 'open'
  #lastUp = 0
  #lastDown = 0

  constructor(events: Events, client: Life) {
    this.#events = events
    this.#client = client
  }

  isOpen(): boolean {
    return this.#state !== 'closed'
  }

  goSilent(): void {
    if (this.#state === 'open') this.#state = 'silent'
  }

  close(): void {
    this.#state = 'closed'
  }

  /** Torn off: what is on its way is lost, and the client hears of it. */
  tear(heard: () => void): void {
    this.#state = 'closed'
    this.#events.after(this.#events.between(0, 50), heard, this.#client)
  }

  up(arrive: () => void): void {
    this.#lastUp = this.#soonAfter(this.#lastUp)
    this.#events.after(this.#lastUp - this.#events.now(), () => this.#state === 'open' && arrive())
  }

  down(arrive: () => void): void {
    this.#lastDown = this.#soonAfter(this.#lastDown)
    const run = () => this.#state === 'open' && arrive()
    this.#events.after(this.#lastDown - this.#events.now(), run, this.#client)
  }

  #soonAfter(last: number): number {
    const soon = this.#events.now() + this.#events.between(0, this.#events.chance(0.9) ? 20 : SLOWEST_MS)
    return Math.max(soon, last + 0.001)
  }
}
