// Looking through a long copy: newest first over all rooms, a piece at a time, resting in between, and stopped at any turn.

import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import { wantedOf } from '#shared/search/wanted.ts'
import type { Cache } from '../../client/cache/database.ts'
import { takeDelivered } from '../../client/cache/intake.ts'
import { takeJoined } from '../../client/cache/intake-rooms.ts'
import type { SaidRow } from '../../client/cache/said-rows.ts'
import { searchCopy } from '../../client/cache/search.ts'
import type { Clock } from '../../client/cache/world.ts'
import { adasCache, BRIDGE, entry, HARBOUR, idOf, range, room } from './support/cast.ts'
import { countReads } from './support/reads.ts'

const POSTS = 600
const reads = countReads()
let cache: Cache

/** Every look at the clock costs so much; each rest is counted. */
function slowClock(msPerLook: number): Clock & { rests: number } {
  let now = 0
  const clock = {
    rests: 0,
    now: () => (now += msPerLook),
    after(_ms: number, then: () => void) {
      clock.rests += 1
      const timer = setImmediate(then)
      return () => clearImmediate(timer)
    },
  }
  return clock
}

/** Two rooms in which people write by turns, and in one of them there is a hole. */
beforeEach(async () => {
  cache = await adasCache()
  await takeJoined(cache, [room(HARBOUR, { head: POSTS }), room(BRIDGE, { head: POSTS })])
  const held = range(1, POSTS).filter((seq) => seq <= 150 || seq > 450)
  const inBridge = held.map((seq) => entry(seq, { room: BRIDGE, id: idOf(POSTS + seq), chat: `tide ${seq}` }))
  const later = (ts: string) => new Date(Date.parse(ts) + 500).toISOString()
  await takeDelivered(
    cache,
    range(1, POSTS).map((seq) => entry(seq, { chat: seq % 2 ? `tide ${seq}` : 'calm' })),
  )
  await takeDelivered(
    cache,
    inBridge.map((each) => ({ ...each, ts: later(each.ts) })),
  )
})

const question = (criteria: string) => ({ wanted: wantedOf({ criteria, matchAll: true }), has: [] })

async function all(criteria: string, clock = slowClock(0)): Promise<SaidRow[]> {
  const found: SaidRow[] = []
  for await (const some of searchCopy({ cache, clock }, question(criteria))) found.push(...some)
  return found
}

test('posts of all rooms come newest first, beyond a hole too', async () => {
  const found = await all('tide')
  expect(found).toHaveLength(POSTS / 2 + 300)
  expect(found.map(({ ts }) => ts)).toEqual(found.map(({ ts }) => ts).toSorted((a, b) => b - a))
  expect(new Set(found.map(({ room: where, seq }) => `${where} ${seq}`)).size).toBe(found.length)
  expect((await all('calm')).map(({ seq }) => seq)).toEqual(
    range(1, POSTS / 2).map((n) => (POSTS / 2 - n + 1) * 2),
  )
})

test('the first are shown before the rest is read, and who stops reads no further', async () => {
  reads.reset()
  for await (const some of searchCopy({ cache, clock: slowClock(0) }, question('tide'))) {
    if (some.length === 0) continue
    expect(some[0]).toMatchObject({ room: BRIDGE, seq: POSTS })
    break
  }
  expect(reads.entries).toBeLessThan(POSTS / 2)
  reads.reset()
  await all('tide')
  expect(reads.entries).toBeGreaterThanOrEqual(POSTS + 300)
})

test('it rests when a slice of time is used up, in the midst of a piece', async () => {
  const [quick, slow] = [slowClock(0), slowClock(4)]
  await all('tide', quick)
  await all('tide', slow)
  expect(quick.rests).toBe(0)
  expect(slow.rests).toBeGreaterThan((POSTS + 300) / 5)
})

test('rooms of which nothing is held are not looked through', async () => {
  const known = range(100, 300).map((n) => room(`${HARBOUR.slice(0, -3)}${n}`, { head: 10 }))
  await takeJoined(cache, known)
  expect(await cache.rooms.count()).toBe(known.length + 2)
  reads.reset()
  expect(await all('tide')).toHaveLength(POSTS / 2 + 300)
  expect(reads.transactions).toBeLessThan(known.length / 4)
})
