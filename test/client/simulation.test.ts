// The client's core in a thousand schedules of loss, delay, repeats, crash and reload, which also spoil its disk, freeze
// its tabs or kill them within a transaction, and take its rooms away. SEED=… plays one of them again and tells its story;
// a soak plays fresh ones.

import './simulation/alone.ts'
import { expect, test } from 'vitest'
import { firstBroken, PATIENCE_MS, report } from './simulation/run.ts'

const COUNT = 1_000
const minutes = Number(process.env.SOAK_MINUTES ?? 0)

test('X-22, I-20, I-04, I-05, I-08: whatever happens to tabs, disk, wires and server, nothing is lost or doubled', {
  timeout: PATIENCE_MS + minutes * 60_000,
}, async () => {
  const broken = await firstBroken(1, COUNT)
  expect(broken && report(broken)).toBeUndefined()
})

test.skipIf(minutes === 0)(
  'X-22: the same with fresh seeds, for as long as the soak goes on',
  { timeout: PATIENCE_MS + minutes * 60_000 },
  async () => {
    const until = Date.now() + minutes * 60_000
    for (let from = Date.now() % 1_000_000_000; Date.now() < until; from += COUNT) {
      const broken = await firstBroken(from, 20)
      expect(broken && report(broken)).toBeUndefined()
    }
  },
)
