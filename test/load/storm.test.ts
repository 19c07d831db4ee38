import { expect, test } from 'vitest'
import { describeStorm, storm } from './storm.ts'

const LIVE_MS = 30_000
const STALL_MS = 2_000

test('L-04: after kill -9 three hundred come back at once, and all are live with what they missed', async () => {
  const seen = await storm({ clients: 300, rooms: 100, followed: 20, quietRooms: 4, missed: 3 })
  console.log(describeStorm(seen))
  expect(seen.liveAfterMs).toHaveLength(300)
  expect(seen.gaps).toBe(0)
  expect(seen.liveAfterMs.at(-1)).toBeLessThan(LIVE_MS)
  expect(seen.vitals.longestStallMs).toBeLessThan(STALL_MS)
})
