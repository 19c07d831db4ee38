// A third of the schedules; files run side by side. What a schedule is, simulation/plan.ts says.

import './simulation/alone.ts'
import { test } from 'vitest'
import { COUNT, keepsEverything, PATIENCE_MS } from './simulation/keeps-everything.ts'

test(
  'X-22, I-20, I-04, I-05, I-08: whatever happens to tabs, wires and servers, nothing is lost or doubled (one)',
  async () => {
    await keepsEverything(1, COUNT)
  },
  PATIENCE_MS,
)
