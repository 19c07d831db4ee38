// Whether somebody is at the keys of this device: in any tab, so the tab that leads hears of it from the others. Told to the server
// when it changes, and to each new connection, which begins as active.

import type { Activity } from '#shared/presence.ts'
import type { Clock } from '../cache/world.ts'

export const IDLE_AFTER_MS = 5 * 60_000

export class AtKeys {
  readonly #clock: Clock
  readonly #watchers = new Set<(now: Activity) => void>()
  #now: Activity = 'active'
  #callOff: () => void = () => undefined

  constructor(clock: Clock) {
    this.#clock = clock
    this.stir()
  }

  /** Somebody moved. */
  stir(): void {
    this.#callOff()
    this.#callOff = this.#clock.after(IDLE_AFTER_MS, () => this.#become('idle'))
    this.#become('active')
  }

  /** @returns a function that ends it */
  watch(seen: (now: Activity) => void): () => void {
    this.#watchers.add(seen)
    if (this.#now === 'idle') seen('idle')
    return () => this.#watchers.delete(seen)
  }

  #become(now: Activity): void {
    if (this.#now === now) return
    this.#now = now
    for (const seen of this.#watchers) seen(now)
  }
}
