import { expect, test } from 'vitest'
import { describeStorm, storm } from '../load/storm.ts'

const LIVE_MS = 30_000
const STALL_MS = 2_000

test('L-04: after kill -9 five thousand come back at once, and all are live with what they missed', async () => {
  const seen = await storm({ clients: 5_000, rooms: 500, followed: 20, quietRooms: 4, missed: 3 })
  console.log(describeStorm(seen))
  expect(seen.liveAfterMs).toHaveLength(5_000)
  expect(seen.gaps).toBe(0)
  expect(seen.toldToWait, 'they are let in at a bounded rate').toBeGreaterThan(0)
  expect(seen.vitals.longestStallMs).toBeLessThan(STALL_MS)
  expect(seen.liveAfterMs.at(-1)).toBeLessThan(LIVE_MS)
})
