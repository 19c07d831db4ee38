import { expect, test } from 'vitest'
import { describeOverload, overload } from '../load/overload.ts'

test('X-14: offered twice what it can store, the server stores nearly as much as at its best', async () => {
  const seen = await overload(60_000)
  console.log(describeOverload(seen))
  expect(seen.breaches).toEqual([])
  expect(seen.overloaded.refusals).toBeGreaterThan(0)
  expect(seen.overloaded.perSecond).toBeGreaterThan(0.8 * seen.atBest.perSecond)
  expect(seen.overloaded.perCpuSecond).toBeGreaterThan(0.8 * seen.atBest.perCpuSecond)
})
