import { describe, expect, it } from 'vitest'
import { backoff, obey, shuffled } from '../../client/sync/backoff.ts'

const chance = (fraction: number) => ({
  fraction: () => fraction,
  bytes: (count: number) => new Uint8Array(count),
})

describe('backoff', () => {
  it('doubles from half a second up to half a minute', () => {
    const longest = Array.from({ length: 9 }, (_, tries) => backoff(tries, chance(1)))
    expect(longest).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
    expect(backoff(5_000, chance(1))).toBe(30_000)
  })

  it('spreads over the whole wait', () => {
    expect([backoff(3, chance(0)), backoff(3, chance(0.5))]).toEqual([0, 2000])
  })

  it('never comes before the server asked', () => {
    expect([obey(1000, chance(0)), obey(1000, chance(1))]).toEqual([1000, 1500])
  })

  it('[P15.2] takes the addresses in an order of its own, all of them', () => {
    const places = [0.9, 0.1, 0.5]
    const turning = { ...chance(0), fraction: () => places.shift() ?? 0 }
    expect(shuffled(['a', 'b', 'c'], turning)).toEqual(['b', 'c', 'a'])
  })
})
