// the server is killed again and again while several people post in several rooms.

import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { FaultRun } from './fault-run.ts'
import { isSoak } from './soak.ts'

const ROUNDS = isSoak ? 60 : 3
const LONGEST_LIFE_MS = 400

test('[P12.3] X-01: kill -9 while several people post: each post is there once, in logs without holes', async () => {
  const run = await FaultRun.open()
  onTestFinished(() => run.close())
  for (let round = 0; round < ROUNDS; round += 1) {
    await run.progresses()
    await wait(run.random.below(LONGEST_LIFE_MS))
    await run.restarts('SIGKILL')
  }
  expect(await run.breaches()).toEqual([])
})
