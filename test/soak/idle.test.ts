import { expect, test } from 'vitest'
import { describeIdle, holdIdle } from '../load/idle.ts'

const FIVE_MINUTES_MS = 5 * 60_000

test('L-01: ten thousand who say nothing are held for five minutes, in memory that stays as it is', async () => {
  const seen = await holdIdle({ clients: 10_000, holdMs: FIVE_MINUTES_MS })
  console.log(describeIdle(seen))
  expect(seen.lost).toBe(0)
  expect(seen.mibPerThousand).toBeLessThan(30)
  expect(seen.rssMiB).toBeLessThan(750)
  expect(seen.grownMiB).toBeLessThan(20)
})
