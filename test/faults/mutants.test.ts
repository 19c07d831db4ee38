// The oracles and the run that feeds them are worth something when a server with a bug does not pass.

import { expect, onTestFinished, test } from 'vitest'
import { FaultRun } from './fault-run.ts'
import type { MutantName } from './mutants.ts'

const ENOUGH_POSTS = 80

async function open(mutant: MutantName): Promise<FaultRun> {
  const run = await FaultRun.open({ environment: { BACKCHAT_TEST_MUTANT: mutant } })
  onTestFinished(() => run.close())
  await run.progresses(ENOUGH_POSTS)
  return run
}

test.each<[MutantName, string[]]>([
  ['forgets what it has stored', ['I-01', 'I-02']],
  ['announces other places than it stored', ['I-04']],
  ['never announces some posts', ['I-04']],
])('a server that %s is caught', async (mutant, ids) => {
  const found = await (await open(mutant)).breaches()
  for (const id of ids) expect(found).toContainEqual(expect.stringContaining(`${id}: `))
})

test('a server that lets an error escape is caught', async () => {
  const run = await open('lets an error escape')
  run.environment = {}
  await run.restarts('SIGTERM')
  expect(await run.breaches()).toContainEqual(expect.stringContaining('I-25: '))
})

test('a server that answers before it commits is caught when it is killed', async () => {
  const run = await open('answers before it commits')
  run.environment = {}
  await run.restarts('SIGKILL')
  expect(await run.breaches()).toContainEqual(expect.stringContaining('I-01: '))
})
