// The client's core in a thousand schedules of loss, delay, repetition, crash and reload, and cores with one thing
// wrong, which the schedules must notice. A seed that fails is told with its story; this runs it alone:
// `node test/client/schedules/run.ts SEED`.

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { mutants } from './schedules/mutants.ts'

const RUN = new URL('schedules/run.ts', import.meta.url).pathname
const SEEDS_PER_PROCESS = 500
const SEEDS_FOR_A_MUTANT = 100
const LONGEST_MS = 300_000

type Told = { seed: number; breaches: string[]; story: string[] }

async function run(...words: (string | number)[]): Promise<{ ran: number; caught: Told[] }> {
  const { stdout } = await promisify(execFile)(process.execPath, [RUN, ...words.map(String)], {
    maxBuffer: 2 ** 28,
  })
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Told | { ran: number })
  const caught = lines.filter((line): line is Told => 'breaches' in line)
  const end = lines.at(-1)
  return { ran: end && 'ran' in end ? end.ran : 0, caught }
}

const starts = [1, 1 + SEEDS_PER_PROCESS]

test.concurrent.each(starts)(
  '[I-20] schedules from seed %i: each post ends sent once and in order, or unsent with its reason',
  { timeout: LONGEST_MS },
  async (from) => {
    const { ran, caught } = await run(from, SEEDS_PER_PROCESS)
    expect(caught).toEqual([])
    expect(ran).toBe(SEEDS_PER_PROCESS)
  },
)

test.each(Object.keys(mutants))(
  '[I-20] a core that %s is caught',
  { timeout: LONGEST_MS },
  async (mutant) => {
    const { caught } = await run(1, SEEDS_FOR_A_MUTANT, mutant)
    expect(caught).toHaveLength(1)
    expect(caught[0]?.breaches.filter((breach) => !breach.startsWith('I-25'))).not.toEqual([])
  },
)
