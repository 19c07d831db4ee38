// What may go wrong next, drawn from the seed of the run: kills, stops, pauses, cut lines, members who come and go.

import { setTimeout as wait } from 'node:timers/promises'
import type { FaultRun } from './fault-run.ts'

type Trouble = (run: FaultRun) => Promise<void>

const LONGEST_PAUSE_MS = 1_500
const LONGEST_PEACE_MS = 300

const TROUBLES: Trouble[] = [
  (run) => run.restarts('SIGKILL'),
  (run) => run.restarts('SIGKILL'),
  (run) => run.restarts('SIGTERM'),
  (run) => run.pausesDuring(() => wait(run.random.below(LONGEST_PAUSE_MS))),
  async (run) => anyone(run).loses(),
  async (run) => {
    for (const witness of run.witnesses) witness.loses()
  },
  removesAndBringsBack,
  removesAndBringsBack,
]

/** One trouble after the other; in between, something must be possible. */
export async function troubles(run: FaultRun, count: number): Promise<void> {
  for (let each = 0; each < count; each += 1) {
    await run.progresses()
    await wait(run.random.below(LONGEST_PEACE_MS))
    await TROUBLES[run.random.below(TROUBLES.length)]?.(run)
  }
}

async function removesAndBringsBack(run: FaultRun): Promise<void> {
  const { name } = anyone(run)
  await run.setsMember(name, 'remove')
  await run.progresses()
  await run.setsMember(name, 'add')
}

function anyone(run: FaultRun): FaultRun['witnesses'][number] {
  const { witnesses, random } = run
  const [first] = witnesses
  const chosen = witnesses[random.below(witnesses.length)] ?? first
  if (!chosen) throw new Error('Nobody is here.')
  return chosen
}
