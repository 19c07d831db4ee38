// Random numbers that can be had again: a failing run prints its seed, and SEED=… replays it.

export type SeededRandom = { seed: number; below(limit: number): number }

export function seededRandom(seed = Number(process.env.SEED ?? Date.now() % 0x7fffffff)): SeededRandom {
  let state = seed >>> 0
  return {
    seed,
    // mulberry32
    below(limit) {
      state = (state + 0x6d2b79f5) >>> 0
      let mixed = Math.imul(state ^ (state >>> 15), state | 1)
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
      return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * limit)
    },
  }
}
