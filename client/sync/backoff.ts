// How long to wait before the next try. Full jitter spreads the clients of a lost server over the whole wait,
// so that they do not come back as one wave.

import type { Chance } from '../cache/world.ts'

const BASE_MS = 500
const CAP_MS = 30_000

export function backoff(tries: number, chance: Chance): number {
  return Math.round(chance.fraction() * Math.min(CAP_MS, BASE_MS * 2 ** Math.min(tries, 16)))
}

/** Never earlier than the server asks, and up to half as late again. */
export function obey(retryAfterMs: number, chance: Chance): number {
  return Math.round(retryAfterMs * (1 + chance.fraction() / 2))
}

/** The pool's addresses in an order of this device's own. */
export function shuffled<T>(items: readonly T[], chance: Chance): T[] {
  return items
    .map((item) => ({ item, place: chance.fraction() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)
}
