import { expect, test } from 'vitest'
import { describeOverload, overload } from './overload.ts'

test('X-14: offered twice what it can store, the server wastes no work, and nothing is lost or doubled', async () => {
  const seen = await overload(8_400)
  console.log(describeOverload(seen))
  expect(seen.breaches).toEqual([])
  expect(seen.overloaded.refusals, 'some were told to come again').toBeGreaterThan(0)
  expect(seen.atBest.refusals, 'at its best nobody is').toBe(0)
  expect(seen.overloaded.perCpuSecond).toBeGreaterThan(0.8 * seen.atBest.perCpuSecond)
})
