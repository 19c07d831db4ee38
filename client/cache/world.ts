// Clock, chance and locks as the core sees them. The browser's own are below; tests hand in toys,
// so nothing in the core sleeps, guesses or reaches for a global.

export type Clock = {
  /** Milliseconds since 1970. Metadata only: order never comes from it. */
  now(): number
  /** @returns a function that calls it off */
  after(ms: number, then: () => void): () => void
}

export type Chance = {
  bytes(count: number): Uint8Array<ArrayBuffer>
  /** From 0 up to, not including, 1. */
  fraction(): number
}

export type Locks = {
  /** Runs `work` while nobody else, in any tab, holds `name`. */
  hold<T>(name: string, work: () => Promise<T>): Promise<T>
}

export type World = { clock: Clock; chance: Chance; locks: Locks; subtle: SubtleCrypto }

export const realClock: Clock = {
  now: () => Date.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms)
    return () => clearTimeout(timer)
  },
}

export const realChance: Chance = {
  bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  fraction: () => Math.random(),
}

/** Holds within one tab only: for tests, and for pages without Web Locks (plain http away from localhost). */
export function memoryLocks(): Locks {
  const queues = new Map<string, Promise<unknown>>()
  return {
    hold(name, work) {
      const turn = (queues.get(name) ?? Promise.resolve()).then(work, work)
      queues.set(
        name,
        turn.catch(() => undefined),
      )
      return turn
    },
  }
}

function webLocks(manager: LockManager): Locks {
  return {
    async hold(name, work) {
      return await manager.request(name, work)
    },
  }
}

export function browserWorld(): World {
  const manager: LockManager | undefined = navigator.locks
  const locks = manager === undefined ? memoryLocks() : webLocks(manager)
  return { clock: realClock, chance: realChance, locks, subtle: crypto.subtle }
}
