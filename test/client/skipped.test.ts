// A reader who skips a part of the log: older copies learn what was done about them; pinned posts are told by themselves.

import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Delivered, Entry } from '#shared/entry.ts'
import type { Cache } from '../../client/cache/database.ts'
import { takeDelivered, takePage } from '../../client/cache/intake.ts'
import { takeJoined } from '../../client/cache/intake-rooms.ts'
import { readHistory } from '../../client/cache/log.ts'
import { readPinned, takePins } from '../../client/cache/pins.ts'
import { skippedFrom, takeSkipped } from '../../client/cache/skipped.ts'
import { about, amend, edit, POOL, pin, purge, redact, replace } from './support/amends.ts'
import { adasCache, entry, HARBOUR, room } from './support/cast.ts'

let cache: Cache
beforeEach(async () => {
  cache = await adasCache()
  await takeJoined(cache, [room(HARBOUR, { head: 6, unread: 5, read: 0 })])
  await takeDelivered(cache, [entry(1), entry(2), entry(3), entry(4), pin(5, 4), entry(6)])
  const page = { room: HARBOUR, entries: [entry(900)], amends: [], head: 900, from: 900, to: 900 }
  await takePage(cache, { ...page, complete: false }, { backwards: true })
})

const row = (seq: number) => cache.entries.get([HARBOUR, seq])
const unread = async () => (await cache.rooms.get(HARBOUR))?.unread
async function skips(entries: Delivered[], { to = 899, complete = true } = {}): Promise<void> {
  await takeSkipped(cache, { room: HARBOUR, entries, to, complete })
}

describe('what lies in a gap', () => {
  test('is asked for from the gap on, until it is known to its end, and once', async () => {
    const asked = async () => skippedFrom(await readHistory(cache, HARBOUR))
    expect(await asked()).toBe(6)
    await skips([edit(300, 1, 'new')], { to: 300, complete: false })
    expect(await asked()).toBe(300)
    await skips([])
    expect(await asked()).toBeUndefined()
    await takeDelivered(cache, [entry(1000)])
    expect(await asked()).toBe(900)
  })

  test('is not asked for where nothing is skipped', async () => {
    const fresh = await adasCache()
    await takeJoined(fresh, [room(HARBOUR)])
    await takeDelivered(fresh, [entry(1), entry(2)])
    expect(skippedFrom(await readHistory(fresh, HARBOUR))).toBeUndefined()
  })

  test('changes the posts that are held, and becomes no part of the log', async () => {
    const before = (await readHistory(cache, HARBOUR)).runs
    await skips([
      edit(300, 1, 'new'),
      redact(301, 2),
      replace(302, 3, 'Replaced.'),
      pin(303, 4, false),
      redact(304, 77),
    ])
    expect(await row(1)).toMatchObject({ edited: { chat: 'new' } })
    expect(await row(2)).toMatchObject({ kind: 'tombstone', gone: 'redacted' })
    expect(await row(3)).toMatchObject({ kind: 'tombstone', gone: 'purged', replacement: 'Replaced.' })
    expect(await row(4)).not.toHaveProperty('pinned')
    expect((await readHistory(cache, HARBOUR)).runs).toEqual(before)
    expect(await cache.entries.count()).toBe(7)
    await takeDelivered(cache, [entry(2), entry(3)])
    expect([(await row(2))?.kind, (await row(3))?.kind]).toEqual(['tombstone', 'tombstone'])
  })

  test('takes what was purged, and its unread, along', async () => {
    const counted = (await unread()) ?? 0
    await skips([purge(300, 3)])
    expect((await Promise.all([1, 2, 3, 4].map(row))).map((each) => each?.kind)).toEqual([
      'tombstone',
      'tombstone',
      'tombstone',
      'chat',
    ])
    expect(await unread()).toBe(counted - 3)
  })
})

describe('pinned posts', () => {
  const told = (entries: Delivered[], amends: { seq: number; edit?: Entry }[] = []) =>
    takePins(cache, { room: HARBOUR, entries, amends, head: 900 })
  const pinned = async () =>
    (await readPinned(cache, HARBOUR)).map(({ seq, chat, edited }) => [seq, edited?.chat ?? chat])

  test('are those that are held and those that the server tells of, as they are now', async () => {
    await told([entry(4), entry(200), entry(300)], [{ seq: 300, edit: edit(400, 300, 'mended') as Entry }])
    expect(await pinned()).toEqual([
      [4, 'post 4'],
      [200, 'post 200'],
      [300, 'mended'],
    ])
    await takeDelivered(cache, [edit(901, 200, 'newer'), pin(902, 300, false)])
    expect(await pinned()).toEqual([
      [4, 'post 4'],
      [200, 'newer'],
    ])
  })

  test('that are removed leave no word behind', async () => {
    await told([entry(200), entry(300), entry(400)])
    await takeDelivered(cache, [redact(901, 200), amend(902, { ...POOL, kind: 'redact', ...about(300) })])
    expect(await pinned()).toEqual([
      [4, 'post 4'],
      [400, 'post 400'],
    ])
    await takeDelivered(cache, [purge(903, 450)])
    expect([await pinned(), await cache.pins.count()]).toEqual([[], 0])
  })
})
