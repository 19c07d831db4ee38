// Many faults in one run, drawn from a seed. SEED=… runs the one that failed again; the clocks of the machine are not
// part of the seed, so it shows the same faults, not the same microseconds.

import { expect, onTestFinished, test } from 'vitest'
import { FaultRun } from './fault-run.ts'
import { soaks } from './soak.ts'
import { troubles } from './troubles.ts'

const TROUBLES = 4
const seeds = process.env.SEED ? [Number(process.env.SEED)] : [1, 2]

test('X-01, X-03: whatever goes wrong, one after the other, every promise holds', async () => {
  let open: FaultRun | undefined
  onTestFinished(() => open?.close())
  await soaks(
    seeds,
    () => Date.now() % 0x7fffffff,
    async (seed) => {
      open = await FaultRun.open({ seed })
      await troubles(open, TROUBLES)
      expect(await open.breaches()).toEqual([])
      await open.close()
    },
  )
})
