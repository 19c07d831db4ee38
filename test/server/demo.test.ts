// The demo's script: in order, never in the future, the same each time, and nobody speaks where they may not.

import { describe, expect, test } from 'vitest'
import { CAST, ROOMS, type Room } from '../../server/demo/cast.ts'
import { writeScript } from '../../server/demo/script.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

describe('the script', () => {
  const now = Date.UTC(2027, 4, 6, 15, 30)
  const script = writeScript(now)

  test('is a few hundred posts of ten days, and the newest is minutes old', () => {
    const ages = script.map(({ at }) => now - at)
    expect(script.length).toBeGreaterThan(300)
    expect(Math.max(...ages)).toBeGreaterThan(9 * DAY_MS)
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(0)
    expect(Math.min(...ages)).toBeLessThan(10 * MINUTE_MS)
  })

  test('is in order and never in the future, at whatever hour one starts it', () => {
    for (let hour = 0; hour < 24; hour += 1) {
      const at = Date.UTC(2027, 4, 6, hour, 59)
      const times = writeScript(at).map((each) => each.at)
      expect(times).toEqual([...times].sort((a, b) => a - b))
      expect(times.at(-1)).toBeLessThanOrEqual(at)
    }
  })

  test('is the same each time', () => {
    expect(writeScript(now)).toEqual(script)
  })

  test('gives everyone a word, in every room but the one that is empty', () => {
    const silent = new Set<Room>(['timetable'])
    expect(new Set(script.map(({ who }) => who))).toEqual(new Set(Object.keys(CAST)))
    expect(new Set(script.map(({ room }) => room))).toEqual(
      new Set(Object.keys(ROOMS).filter((room) => !silent.has(room as Room))),
    )
  })
})
