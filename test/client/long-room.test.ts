// A room costs the same with a hundred entries and with a hundred thousand. Counted, not timed.

import 'fake-indexeddb/auto'
import { createComputed, createRoot } from 'solid-js'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { goToNewest, leaveAtNewest, loadNewer, loadOlder } from '../../client/actions/reading-place.ts'
import { cache } from '../../client/cache/database.ts'
import { takeDelivered, takePage } from '../../client/cache/intake.ts'
import { takeAssociations } from '../../client/cache/intake-rooms.ts'
import { WINDOW_ROWS, WINDOW_ROWS_MAX } from '../../client/cache/reading.ts'
import { rooms } from '../../client/state/rooms.ts'
import { type Timeline, useTimeline } from '../../client/state/timeline.ts'
import { entry, HARBOUR, range, room } from './support/cast.ts'
import { countReads } from './support/reads.ts'
import { startOffline } from './support/started-core.ts'
import { quiet, until } from './support/toy-world.ts'

const POSTS = 3_000
const PAGE = 500
const GUID = HARBOUR.split('/').at(-1) ?? ''
const reads = countReads()

beforeAll(async () => {
  await startOffline()
  await takeAssociations(cache, [room(HARBOUR, { head: POSTS, read: POSTS })])
  for (let from = 1; from <= POSTS; from += PAGE) {
    const entries = range(from, from + PAGE - 1).map((seq) => entry(seq))
    const proven = { from, to: from + PAGE - 1, head: POSTS, complete: from === 1 }
    await takePage(cache, { room: HARBOUR, entries, amends: [], ...proven }, { backwards: true })
  }
})
beforeEach(() => leaveAtNewest(GUID))

type Opened = { timeline: () => Timeline | undefined; close(): void }

async function opens(): Promise<Opened> {
  const opened = createRoot((close) => ({ timeline: useTimeline(() => GUID), close }))
  await until(() => opened.timeline() !== undefined)
  return opened
}

const seqs = (timeline: Timeline | undefined) =>
  (timeline?.rows ?? []).flatMap((row) => (row.row === 'post' ? [row.seq] : []))

async function goesBack(opened: Opened, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    const first = seqs(opened.timeline())[0]
    await loadOlder(GUID)
    await until(() => seqs(opened.timeline())[0] !== first)
  }
}

it('[U8] a room opens by reading one window of it', async () => {
  reads.reset()
  const { timeline, close } = await opens()
  expect(seqs(timeline())).toEqual(range(POSTS - WINDOW_ROWS + 1, POSTS))
  expect(reads.entries).toBeLessThanOrEqual(WINDOW_ROWS + 1)
  expect(reads.transactions, 'questions that must be answered before anything is drawn').toBe(1)
  close()
})

it('[U10] reading far back keeps a few screens, and what was let go comes back in order', async () => {
  const opened = await opens()
  await goesBack(opened, 12)
  const far = seqs(opened.timeline())
  expect(far).toEqual(range(POSTS - 13 * WINDOW_ROWS + 1, POSTS - 13 * WINDOW_ROWS + WINDOW_ROWS_MAX))
  expect(opened.timeline()?.end).toBe('cut')
  for (let time = 0; time < 12 && opened.timeline()?.end === 'cut'; time += 1) {
    const last = seqs(opened.timeline()).at(-1)
    await loadNewer(GUID)
    await until(() => seqs(opened.timeline()).at(-1) !== last)
    expect(seqs(opened.timeline()).length).toBeLessThanOrEqual(WINDOW_ROWS_MAX)
  }
  expect(seqs(opened.timeline())).toEqual(range(POSTS - WINDOW_ROWS_MAX + 1, POSTS))
  opened.close()
})

it('both ends never change in one step, so that the list can hold its place', async () => {
  const opened = await opens()
  await goesBack(opened, 3)
  const told: number[][] = []
  const endTelling = createRoot((end) => {
    createComputed(() => told.push(seqs(opened.timeline())))
    return end
  })
  await goesBack(opened, 1)
  for (const [index, now] of told.entries()) {
    const before = told[index - 1] ?? now
    const changes = [now[0] !== before[0], now.at(-1) !== before.at(-1)].filter(Boolean)
    expect(changes.length).toBeLessThanOrEqual(1)
  }
  const [first, last] = [told[0], told.at(-1)]
  expect([first?.[0] === last?.[0], first?.at(-1) === last?.at(-1)]).toEqual([false, false])
  endTelling()
  opened.close()
})

it('a post that arrives reads no more after a long way back than before', async () => {
  const opened = await opens()
  rooms()
  await quiet()
  const before = await costOfArrival(POSTS + 1)
  await goesBack(opened, 12)
  const after = await costOfArrival(POSTS + 2)
  expect(seqs(opened.timeline()).length).toBeLessThanOrEqual(WINDOW_ROWS_MAX)
  expect(opened.timeline()?.news.at(-1)).toMatchObject({ seq: POSTS + 2 })
  expect(before.entries).toBeLessThanOrEqual(2 * WINDOW_ROWS)
  expect(after.entries).toBeLessThanOrEqual(WINDOW_ROWS_MAX + 2 * WINDOW_ROWS)
  expect(after.transactions, 'live questions asked again').toBeLessThanOrEqual(before.transactions)
  expect(before.transactions).toBeLessThanOrEqual(4)
  await goToNewest(GUID)
  await until(() => opened.timeline()?.end === 'reached')
  expect(seqs(opened.timeline()).at(-1)).toBe(POSTS + 2)
  opened.close()
})

async function costOfArrival(seq: number): Promise<{ entries: number; transactions: number }> {
  reads.reset()
  await takeDelivered(cache, [entry(seq)])
  await quiet()
  return { ...reads }
}
