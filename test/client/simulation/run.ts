// One seed, one schedule: play it, mend everything, let it settle, look.

import { Dexie } from 'dexie'
import { seededRandom } from '../../support/seeded-random.ts'
import { breachesOf, isSettled } from './checks.ts'
import { Events } from './events.ts'
import type { Misdeeds } from './model-server.ts'
import { LASTS_MS, planOf } from './plan.ts'
import { Stage } from './stage.ts'

const BEGAN = Date.parse('2026-11-22T10:00:00Z')
/** The longest waits of the core are 30 s; after this long everything has had its second chance. */
const HEALED_WITHIN_MS = 200_000
const QUIET_MS = 2_500
/** For a test of many schedules on a slow machine; what the schedules wait for is not real time. */
export const PATIENCE_MS = 600_000

export type Spoiled = { server?: Misdeeds; forgets?: string }
export type Told = { seed: number; breaches: string[]; story: string[]; ending: string }

export async function play(seed: number, spoiled: Spoiled = {}): Promise<Told> {
  const events = new Events(seededRandom(seed), BEGAN)
  const stage = new Stage(events, `seed ${seed}`)
  Object.assign(stage.server.misdeeds, spoiled.server)
  stage.profile.disk.forgets = spoiled.forgets
  const escaped: string[] = []
  const note = (error: unknown) => escaped.push(`escaped: ${String(error)} ${stage.story.at(-1)}`)
  const ended = takeOver(events, note)
  try {
    stage.openTab()
    for (const step of planOf(events)) events.after(step.at, () => stage.perform(step))
    await events.pass(LASTS_MS)
    stage.heal()
    await events.pass(HEALED_WITHIN_MS, () => isSettled(stage))
    await events.pass(QUIET_MS)
    const breaches = [...escaped, ...breachesOf(stage)]
    const ending = JSON.stringify([events.count, stage.outbox(), stage.rows('entries'), stage.rows('rooms')])
    stage.strike()
    await events.pass(1_000)
    return { seed, breaches, story: stage.story, ending }
  } finally {
    ended()
  }
}

type Listeners = { subscribers: (() => void)[]; unsubscribe(listener: () => void): void }

/** Plays seed after seed, and stops at the first that breaks something; `SEED` in the environment plays only that one. */
export async function firstBroken(from: number, count: number, spoiled?: Spoiled): Promise<Told | undefined> {
  const only = Number(process.env.SEED ?? 0)
  const seeds = only > 0 ? [only] : Array.from({ length: count }, (_, index) => from + index)
  for (const seed of seeds) {
    const told = await play(seed, spoiled)
    if (told.breaches.length > 0) return told
  }
  return undefined
}

export function report({ seed, breaches, story }: Told): string {
  return [`SEED=${seed} plays this again:`, ...story, 'and then:', ...breaches].join('\n')
}

/** Timers of libraries obey the scheduler while a schedule runs; what it left in the database library goes with it. */
function takeOver(events: Events, note: (error: unknown) => void): () => void {
  const { setTimeout, clearTimeout } = globalThis
  const calledOff = new Map<number, () => void>()
  let count = 0
  Object.assign(globalThis, {
    setTimeout: (run: () => void, ms = 0) => {
      count += 1
      calledOff.set(count, events.after(ms, run))
      return count
    },
    clearTimeout: (timer: number) => calledOff.get(timer)?.(),
  })
  const storagemutated = Dexie.on.storagemutated as unknown as Listeners
  const before = [...storagemutated.subscribers]
  process.on('unhandledRejection', note)
  return () => {
    process.off('unhandledRejection', note)
    for (const listener of [...storagemutated.subscribers])
      if (!before.includes(listener)) storagemutated.unsubscribe(listener)
    Object.assign(globalThis, { setTimeout, clearTimeout })
  }
}
