// Time that moves when told, chance that counts, and locks of one tab.

import { type Clock, memoryLocks, type World } from '../../../client/cache/world.ts'

type Timer = { at: number; then: () => void }

export class ToyClock implements Clock {
  #now: number
  #timers: Timer[] = []

  constructor(now = Date.parse('2026-11-22T10:00:00Z')) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  after(ms: number, then: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, ms), then }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
    }
  }

  /** Lets time pass; what falls due happens in order, and what it sets off is let finish in between. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms
    for (;;) {
      await quiet()
      const next = this.#timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      this.#timers = this.#timers.filter((timer) => timer !== next)
      this.#now = next.at
      next.then()
    }
    this.#now = end
    await quiet()
  }

  waits(): number[] {
    return this.#timers.map((timer) => timer.at - this.#now).sort((a, b) => a - b)
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}

const TURNS_OF_QUIET = 60

/** Many turns of the event loop: the in-memory database needs some for each transaction. */
export async function quiet(): Promise<void> {
  for (let turns = 0; turns < TURNS_OF_QUIET; turns += 1) await turn()
}

const PATIENCE_MS = 5_000

export async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS
  while (!(await isTrue())) {
    if (performance.now() > giveUpAt) throw new Error('It never came true.')
    await turn()
  }
}

export type ToyWorld = World & { clock: ToyClock }

/** @param fraction what chance says each time it is asked for a fraction */
export function toyWorld(fraction: () => number = () => 0.5): ToyWorld {
  let count = 0
  return {
    clock: new ToyClock(),
    locks: memoryLocks(),
    subtle: crypto.subtle,
    chance: {
      fraction,
      bytes(length) {
        count += 1
        const bytes = new Uint8Array(length)
        new DataView(bytes.buffer).setUint32(length - 4, count * 256)
        return bytes
      },
    },
  }
}
