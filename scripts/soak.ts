// The long forms of what `npm test` has only seconds for. Each step that can go on for ever goes on for SOAK_MINUTES, with
// fresh seeds, which it prints when something breaks. `npm run test:soak -- faults` runs only the steps named.

import type { Outcome } from './testing/outcome.ts'
import { findPostgres } from './testing/postgres.ts'
import { runVitest } from './testing/run.ts'
import { runSteps, runWith, type Step } from './testing/steps.ts'

const env = { SOAK_MINUTES: process.env.SOAK_MINUTES ?? '5' }
const LOADS = ['idle', 'overload', 'stampede', 'storm']
const DISKS = ['power-cut', 'failing-disk']
const FAULTS = ['kill-nine', 'crash-points', 'troubles']
const MUTANTS = ['mutants']

const steps: Step[] = [
  {
    name: 'faults',
    title: 'Kills, pauses, cuts, crash points',
    run: () => runVitest(['faults'], env, [...FAULTS, ...MUTANTS]),
  },
  { name: 'postgres', title: 'The same on PostgreSQL', run: runPostgresFaults },
  { name: 'power', title: 'Power cuts, slow disks', run: () => runVitest(['faults'], env, DISKS) },
  {
    name: 'calls',
    title: 'Every call to the disk fails once',
    run: () => runVitest(['soak'], env, ['every-io-call']),
  },
  { name: 'hostile', title: 'Hostile input, for long', run: () => runVitest(['hostile'], env) },
  {
    name: 'client',
    title: 'The client and the mesh in fresh schedules',
    run: () => runVitest(['client'], env, ['test/client/simulation.test.ts', 'test/mesh/schedules.test.ts']),
  },
  { name: 'load', title: 'Load, whole', run: () => runVitest(['soak'], env, LOADS) },
]

function runPostgresFaults(): Promise<Outcome> {
  return runWith(findPostgres(), () => runVitest(['postgres'], env, [...FAULTS, 'test/hostile']))
}

await runSteps(steps)
