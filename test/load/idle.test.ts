import { expect, test } from 'vitest'
import { describeIdle, holdIdle } from './idle.ts'

test('L-01: a thousand who say nothing are held through heartbeats, in little memory that stays as it is', async () => {
  const seen = await holdIdle({
    clients: 1_000,
    holdMs: 6_000,
    heartbeat: { intervalMs: 1_500, timeoutMs: 8_000 },
  })
  console.log(describeIdle(seen))
  expect(seen.lost).toBe(0)
  expect(seen.requestsKept).toBeLessThan(10)
  expect(seen.mibPerThousand).toBeLessThan(15)
  expect(seen.grownMiB).toBeLessThan(1)
})
