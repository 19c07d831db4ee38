// the server is stopped for seconds under load, as by a suspended machine. Its clients give up and come back, and
// send again what it answers when it wakes.

import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { startServerProcess } from '../support/server-process.ts'
import { FaultRun } from './fault-run.ts'

const PATIENCE_MS = 1_000
const PAUSE_MS = 3_000

test('X-03: nothing is lost or doubled by a pause, and nobody takes the place of a paused server', async () => {
  const run = await FaultRun.open({ patienceMs: PATIENCE_MS })
  onTestFinished(() => run.close())
  await run.progresses()
  const visits = () => run.witnesses.reduce((sum, witness) => sum + witness.visits, 0)
  const visitsBefore = visits()
  await run.pausesDuring(async () => {
    const second = startServerProcess(run.dataFolder)
    await Promise.all([expect(second).rejects.toThrow('ended before it was ready'), wait(PAUSE_MS)])
  })
  await run.progresses()
  expect(visits(), 'who waited for an answer came back').toBeGreaterThan(visitsBefore)
  expect(await run.breaches()).toEqual([])

  const after = await startServerProcess(run.dataFolder)
  expect(await after.end('SIGTERM')).toBe(0)
})
