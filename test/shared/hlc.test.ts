import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HLC_ZERO, hlcMillis, latest, tick } from '#shared/hlc.ts'

describe('[P11.6] a hybrid logical clock', () => {
  test('shows wall time while that moves forward', () => {
    const reading = tick(HLC_ZERO, 1_790_000_000_000)
    expect(reading).toBe('01a0c4506c00-0000')
    expect(hlcMillis(reading)).toBe(1_790_000_000_000)
  })

  test('counts while wall time stands still or runs backwards', () => {
    const first = tick(HLC_ZERO, 5000)
    const second = tick(first, 5000)
    const third = tick(second, 10)
    expect([second, third].map((reading) => reading.slice(12))).toEqual(['-0001', '-0002'])
    expect(hlcMillis(third)).toBe(5000)
  })

  test('borrows a millisecond when its counter is full', () => {
    expect(tick('00000000000a-ffff', 3)).toBe('00000000000b-0000')
  })

  test('always moves on, and text order is its order', () => {
    const time = fc.integer({ min: 0, max: 2 ** 47 })
    fc.assert(
      fc.property(time, fc.array(time, { minLength: 1 }), (start, walls) => {
        let last = tick(HLC_ZERO, start)
        for (const wall of walls) {
          const next = tick(last, wall)
          expect(next > last).toBe(true)
          expect(hlcMillis(next)).toBeGreaterThanOrEqual(wall)
          last = next
        }
      }),
    )
  })

  test('hears later clocks and ignores earlier ones', () => {
    expect(latest('00000000000a-0001', '00000000000a-0002')).toBe('00000000000a-0002')
    expect(latest('00000000000b-0000', '00000000000a-ffff')).toBe('00000000000b-0000')
  })
})
