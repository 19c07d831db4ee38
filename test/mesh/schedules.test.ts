// The core of the mesh in a thousand schedules of outages, islands, crashes, lost disks, removed members, clocks a year wrong and a
// member who cheats. SEED=… plays one of them again; a soak plays fresh ones, and larger ones.

import { describe, expect, test } from 'vitest'
import { play, type Told, USUAL } from './model/play.ts'
import type { Size } from './model/schedule.ts'
import type { Spoiled } from './model/stage.ts'

const COUNT = 1_000
const MUTANT_COUNT = 60
const LARGER: Size = { peers: 20, posts: 60, lastsMs: 60_000 }
const PATIENCE_MS = 600_000
const only = Number(process.env.SEED ?? 0)
const minutes = Number(process.env.SOAK_MINUTES ?? 0)

function report({ seed, breaches, script }: Told): string {
  return [`SEED=${seed} plays this again:`, JSON.stringify(script), ...breaches].join('\n')
}

function playAll(seeds: readonly number[], size: Size): Told[] {
  return seeds.map((seed) => {
    const told = play(seed, size)
    return told.breaches.length > 0 ? expect.fail(report(told)) : told
  })
}

const count = (from: number, many: number) => Array.from({ length: many }, (_, at) => from + at)

test('whatever breaks, nothing is lost, doubled, forged or told differently', {
  timeout: PATIENCE_MS,
}, () => {
  const told = playAll(only > 0 ? [only] : count(1, COUNT), USUAL)
  const sum = (what: 'carried' | 'forgeries') => told.reduce((all, each) => all + each[what], 0)
  if (only > 0) return
  // Or it would be true of a mesh that does nothing, and of forgers who never try.
  expect(sum('carried')).toBeGreaterThan(COUNT)
  expect(sum('forgeries')).toBeGreaterThan(COUNT)
})

test.skipIf(minutes === 0)(
  'nor in fresh and larger ones',
  { timeout: PATIENCE_MS + minutes * 60_000 },
  () => {
    const until = Date.now() + minutes * 60_000
    for (let seed = Date.now() % 1_000_000_000; Date.now() < until; seed += 10) {
      playAll(count(seed, 9), USUAL)
      playAll([seed + 9], LARGER)
    }
  },
)

describe('it is seen when', () => {
  const mutants: [string, Spoiled][] = [
    ['a signature covers the words only', { covers: 'words' }],
    ['nobody hands in what others wrote', { carries: false }],
    ['the pool forgets what it has taken', { remembersMs: 5_000 }],
  ]
  test.each(mutants)('%s', (_, spoiled) => {
    const caught = count(1, MUTANT_COUNT).find((seed) => play(seed, USUAL, spoiled).breaches.length > 0)
    expect(caught).toBeDefined()
  })
})
