// Edits, removals, reactions, pins and purges in the cache: whatever their order of arrival, and however often they come.

import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Amend } from '#shared/amend.ts'
import type { Delivered, Entry } from '#shared/entry.ts'
import type { Cache } from '../../client/cache/database.ts'
import { takeDelivered, takePage } from '../../client/cache/intake.ts'
import { takeJoined } from '../../client/cache/intake-rooms.ts'
import { readPinned } from '../../client/cache/pins.ts'
import type { EntryRow } from '../../client/cache/rows.ts'
import { edit, pin, purge, react, redact, replace } from './support/amends.ts'
import { ADA, adasCache, BEN, entry, HARBOUR, idOf, room } from './support/cast.ts'

let cache: Cache
beforeEach(async () => {
  cache = await adasCache()
  await takeJoined(cache, [room(HARBOUR)])
})

const rows = (from = cache) => from.entries.orderBy('[room+seq]').toArray()
const row = async (seq: number): Promise<EntryRow | undefined> => cache.entries.get([HARBOUR, seq])

async function takePageOf(entries: Delivered[], { amends = [] as Amend[], head = 100 } = {}): Promise<void> {
  const [from, to] = [entries[0]?.seq ?? 0, entries.at(-1)?.seq ?? 0]
  const page = { room: HARBOUR, entries, amends, head, from, to, complete: false }
  await takePage(cache, page, { backwards: true })
}

describe('a post', () => {
  test('says what its newest edit says, and keeps what it said before', async () => {
    await takeDelivered(cache, [entry(1), edit(2, 1, 'second'), edit(3, 1, 'third')])
    expect(await row(1)).toMatchObject({
      chat: 'post 1',
      edited: { seq: 3, chat: 'third', earlier: [{ chat: 'post 1' }, { chat: 'second' }] },
    })
    expect((await cache.rooms.get(HARBOUR))?.lastPost).toMatchObject({ seq: 1, chat: 'third' })
  })

  test('that is removed takes the words of its edits along, and is no longer unread', async () => {
    await takeDelivered(cache, [entry(1), entry(2), edit(3, 1, 'secret')])
    expect((await cache.rooms.get(HARBOUR))?.unread).toBe(2)
    await takeDelivered(cache, [redact(4, 1)])
    expect(JSON.stringify(await rows())).not.toContain('secret')
    expect(JSON.stringify(await rows())).not.toContain('post 1"')
    expect(await row(1)).toMatchObject({ kind: 'tombstone', gone: 'redacted', was: 'chat' })
    expect((await cache.rooms.get(HARBOUR))?.unread).toBe(1)
  })

  test('that is removed while it was counted by the server’s word counts no more', async () => {
    await takePageOf([entry(1), entry(2)], { head: 2 })
    await takeJoined(cache, [room(HARBOUR, { head: 2, unread: 2, read: 0 })])
    await takeDelivered(cache, [redact(3, 2)])
    expect((await cache.rooms.get(HARBOUR))?.unread).toBe(1)
  })

  test('of another device with the same id is not touched', async () => {
    const device = '00000000-0000-4000-8000-0000000000bb'
    await takeDelivered(cache, [entry(1), entry(2, { id: idOf(1), device }), redact(3, 1)])
    expect([(await row(1))?.kind, (await row(2))?.kind]).toEqual(['tombstone', 'chat'])
  })

  test('that the administrator replaced shows the replacement, whichever came first', async () => {
    await takeDelivered(cache, [entry(1), replace(2, 1, 'Replaced.')])
    expect(await row(1)).toMatchObject({ kind: 'tombstone', gone: 'purged', replacement: 'Replaced.' })
    await takeDelivered(cache, [replace(5, 4, 'Also replaced.'), entry(4)])
    expect(await row(4)).toMatchObject({ kind: 'tombstone', replacement: 'Also replaced.' })
  })

  test('is shown as it is now by a page that ends before its amendments', async () => {
    const edited: Amend = { seq: 1, edit: edit(50, 1, 'much later') as Entry }
    const loved: Amend = { seq: 2, reactions: [{ emoji: '👍', count: 70, people: [] }], pinned: true }
    await takePageOf([entry(1), entry(2)], { amends: [edited, loved] })
    expect(await row(1)).toMatchObject({ edited: { chat: 'much later' } })
    expect(await row(2)).toMatchObject({ reactions: [{ emoji: '👍', count: 70 }], pinned: 1 })
    await takeDelivered(cache, [react(101, 2), pin(102, 2, false), edit(103, 1, 'even later')])
    expect(await row(1)).toMatchObject({ edited: { chat: 'even later' } })
    expect(await row(2)).toMatchObject({ reactions: [{ count: 71 }] })
    expect(await row(2)).not.toHaveProperty('pinned')
  })

  test('is not counted twice for a reaction that the page told of already', async () => {
    const people = [{ uri: BEN, displayName: 'Ben' }]
    await takePageOf([entry(1)], { amends: [{ seq: 1, reactions: [{ emoji: '👍', count: 1, people }] }] })
    await takeDelivered(cache, [react(60, 1)])
    expect(await row(1)).toMatchObject({ reactions: [{ emoji: '👍', count: 1 }] })
    await takeDelivered(cache, [react(101, 1, { author: ADA })])
    expect(await row(1)).toMatchObject({ reactions: [{ emoji: '👍', count: 2 }] })
  })

  test('is found by its pin', async () => {
    await takeDelivered(cache, [entry(1), entry(2), pin(3, 1), pin(4, 2), pin(5, 2, false)])
    expect((await readPinned(cache, HARBOUR)).map(({ seq }) => seq)).toEqual([1])
  })
})

test('a purge takes every text up to its place, also one that comes late', async () => {
  await takeDelivered(cache, [entry(1), edit(2, 1, 'words'), entry(3), purge(4, 2)])
  expect((await rows()).map(({ kind }) => kind)).toEqual(['tombstone', 'tombstone', 'chat', 'amend'])
  await takePageOf([entry(1), edit(2, 1, 'words'), entry(3)])
  expect((await rows()).map(({ kind }) => kind)).toEqual(['tombstone', 'tombstone', 'chat', 'amend'])
  expect((await cache.rooms.get(HARBOUR))?.unread).toBe(1)
})

test('whatever comes in whatever order and however often, the posts end the same', async () => {
  const all = [
    ...[
      entry(1),
      entry(2),
      entry(3),
      edit(4, 1, 'a'),
      edit(5, 1, 'b'),
      react(6, 1),
      react(7, 1, { on: false }),
    ],
    ...[react(8, 2), react(9, 2, { author: ADA }), pin(10, 2), pin(11, 1), pin(12, 1, false), redact(13, 3)],
    ...[edit(14, 3, 'late'), entry(15), replace(17, 15, 'Replaced.'), react(16, 1, { emoji: '🎉' })],
  ]
  const ending = async (order: Delivered[]) => {
    const own = await adasCache()
    await takeJoined(own, [room(HARBOUR)])
    for (const item of order) await takeDelivered(own, [item])
    const end = { rows: await rows(own), room: await own.rooms.get(HARBOUR) }
    own.close()
    return end
  }
  const expected = await ending(all)
  expect(expected.rows[0]).toMatchObject({ edited: { chat: 'b' }, reactions: [{ emoji: '🎉', count: 1 }] })
  const repeats = fc.subarray(all)
  const orders = fc.tuple(fc.shuffledSubarray(all, { minLength: all.length }), repeats)
  await fc.assert(
    fc.asyncProperty(orders, async ([order, again]) => {
      expect(await ending([...order, ...again])).toEqual(expected)
    }),
    { numRuns: 30 },
  )
})
