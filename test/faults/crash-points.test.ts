// X-01, at named points: the server dies before and after everything that may come between taking a post and answering
// it, at the first, second or later time that it comes there.

import { expect, onTestFinished, test } from 'vitest'
import { within } from '../support/within.ts'
import { CRASH_POINTS, type CrashPoint } from './crash-point-names.ts'
import { FaultRun } from './fault-run.ts'
import { isOnPostgres, isSoak } from './soak.ts'

/** What is the same for both databases is not gone through twice. */
const points: readonly CrashPoint[] =
  isOnPostgres && !isSoak ? ['while appending', 'before commit', 'after commit'] : CRASH_POINTS
const passes = isSoak ? [1, 2, 7, 23] : [1]
const DEATH_MS = 30_000

test('X-01: a server that dies at any named point keeps every promise', async () => {
  const run = await FaultRun.open()
  onTestFinished(() => run.close())
  for (const point of points) {
    for (const pass of passes) {
      run.environment = { BACKCHAT_TEST_CRASH: `${point}:${pass + run.random.below(3)}` }
      await run.restarts('SIGKILL')
      const { signal } = await within(run.server.ended, `the death ${point}`, DEATH_MS)
      expect(signal, point).toBe('SIGKILL')
    }
  }
  run.environment = {}
  await run.starts()
  await run.progresses()
  expect(await run.breaches()).toEqual([])
})
