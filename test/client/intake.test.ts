import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Cache } from '../../client/cache/database.ts'
import { takeDelivered, takePage, takePosted } from '../../client/cache/intake.ts'
import { takeJoined, takeLost, takeMarker, takeReading } from '../../client/cache/intake-rooms.ts'
import { readHistory } from '../../client/cache/log.ts'
import { enqueue } from '../../client/cache/outbox.ts'
import { wipe } from '../../client/cache/owner.ts'
import { saveDraft } from '../../client/cache/reading.ts'
import {
  ADA,
  adasCache,
  BEN,
  DEVICE,
  entry,
  HARBOUR,
  HASH,
  range,
  room,
  SIG,
  signedOf,
  tombstone,
} from './support/cast.ts'
import { toyWorld } from './support/toy-world.ts'

let cache: Cache
beforeEach(async () => {
  cache = await adasCache()
})

async function unread(): Promise<number | undefined> {
  return (await cache.rooms.get(HARBOUR))?.unread
}

async function heldSeqs(): Promise<number[]> {
  return (await cache.entries.orderBy('[room+seq]').toArray()).map((row) => row.seq)
}

describe('intake', () => {
  it('keeps sealed bytes exactly as they came', async () => {
    const odd = `{"v":1,  "kind":"chat",${signedOf().slice('{"v":1,"kind":"chat",'.length)}`
    await takeDelivered(cache, [{ ...entry(1), signed: odd }])
    expect(await cache.entries.get([HARBOUR, 1])).toMatchObject({
      signed: odd,
      sig: SIG,
      chat: 'ahoy',
      author: BEN,
    })
  })

  it('changes nothing by a repeat', async () => {
    await takeJoined(cache, [room(HARBOUR)])
    await takeDelivered(cache, [entry(1), entry(2)])
    const before = [
      await cache.rooms.toArray(),
      await cache.entries.toArray(),
      await cache.histories.toArray(),
    ]
    await takeDelivered(cache, [entry(2), entry(1)])
    expect([
      await cache.rooms.toArray(),
      await cache.entries.toArray(),
      await cache.histories.toArray(),
    ]).toEqual(before)
    await takeDelivered(cache, [entry(3)])
    expect(await heldSeqs()).toEqual([1, 2, 3])
  })

  it('tells the hole that a live post shows, once', async () => {
    await takeJoined(cache, [room(HARBOUR)])
    expect(await takeDelivered(cache, [entry(1), entry(2)])).toEqual([])
    expect(await takeDelivered(cache, [entry(6)])).toEqual([{ room: HARBOUR, from: 3, to: 5 }])
    expect(await takeDelivered(cache, [entry(7)])).toEqual([])
    const page = {
      room: HARBOUR,
      entries: [entry(3), entry(4), entry(5)],
      amends: [],
      head: 7,
      from: 3,
      to: 5,
    }
    await takePage(cache, { ...page, complete: true }, { backwards: false })
    expect((await readHistory(cache, HARBOUR)).runs).toEqual([{ from: 1, to: 7 }])
  })

  it('knows the first entry of a room only from a page asked backwards', async () => {
    const page = {
      room: HARBOUR,
      entries: [entry(4), entry(5)],
      amends: [],
      head: 5,
      from: 4,
      to: 5,
      complete: true,
    }
    await takePage(cache, page, { backwards: false })
    expect((await readHistory(cache, HARBOUR)).floor).toBeUndefined()
    await takePage(cache, page, { backwards: true })
    expect((await readHistory(cache, HARBOUR)).floor).toBe(4)
  })

  it('does not bring back a text that is gone', async () => {
    await takeDelivered(cache, [entry(1)])
    await takeDelivered(cache, [tombstone(1)])
    await takeDelivered(cache, [entry(1)])
    expect(await cache.entries.get([HARBOUR, 1])).toMatchObject({ kind: 'tombstone', gone: 'redacted' })
  })

  it('takes the copy of a lost room away, but not what its person wrote', async () => {
    await takeJoined(cache, [room(HARBOUR, { head: 0 })])
    await takeDelivered(cache, [entry(1), entry(2)])
    await enqueue(cache, toyWorld(), { room: HARBOUR, guid: 'g', text: 'mine' })
    await saveDraft(cache, 'g2', 'draft')
    await takeLost(cache, HARBOUR)
    expect(await heldSeqs()).toEqual([])
    const lost = await cache.rooms.get(HARBOUR)
    expect(lost).toMatchObject({ access: 'lost', joined: false, unread: 0, permissions: [] })
    expect(lost).not.toHaveProperty('lastPost')
    expect([await cache.outbox.count(), await cache.drafts.count()]).toEqual([1, 1])
  })

  it('takes nothing in after the copy was wiped', async () => {
    await wipe(cache, { state: 'signed-out' })
    await takeDelivered(cache, [entry(1)])
    await takeJoined(cache, [room(HARBOUR)])
    expect([await cache.entries.count(), await cache.rooms.count()]).toEqual([0, 0])
  })
})

describe('my own post', () => {
  const seal = { signed: signedOf({ author: ADA }), sig: SIG, device: DEVICE, dseq: 1, prev: null, hlc: '' }
  const id = JSON.parse(seal.signed).id as string
  const posted = { id, seq: 4, ts: '2026-11-22T09:00:04.000Z', chain: HASH }
  const row = { id, room: HARBOUR, order: 1, text: 'ahoy', createdAt: 1, state: 'sending' as const, seal }
  const echo = { ...entry(4), signed: seal.signed }

  it.each([
    ['reply first', [() => takePosted(cache, posted), () => takeDelivered(cache, [echo])]],
    ['echo first', [() => takeDelivered(cache, [echo]), () => takePosted(cache, posted)]],
  ] as const)('leaves the outbox as it enters the log, %s', async (_name, steps) => {
    await takeJoined(cache, [room(HARBOUR)])
    await cache.outbox.add(row)
    for (const step of steps) {
      await step()
      expect([await cache.outbox.count(), await cache.entries.where('id').equals(id).count()]).toEqual([0, 1])
    }
    expect(await unread()).toBe(0)
  })

  it('is not settled by somebody else who uses its id', async () => {
    await cache.outbox.add(row)
    await takeDelivered(cache, [{ ...entry(4), signed: signedOf({ author: BEN }) }])
    expect(await cache.outbox.count()).toBe(1)
    await takeDelivered(cache, [{ ...echo, seq: 5 }])
    expect(await cache.outbox.count()).toBe(0)
  })
})

describe('unread', () => {
  it('counts on from the number that the server told', async () => {
    await takeJoined(cache, [room(HARBOUR, { head: 10, unread: 3, read: 7 })])
    await takeDelivered(cache, [entry(11), entry(12, { author: ADA }), entry(9)])
    expect(await unread()).toBe(4)
  })

  it('stops at 999', async () => {
    await takeJoined(cache, [room(HARBOUR, { head: 2000, unread: 999, read: 0 })])
    await takeDelivered(cache, [entry(2001)])
    expect(await unread()).toBe(999)
  })

  it('follows a marker of another device, and never goes back', async () => {
    await takeJoined(cache, [room(HARBOUR)])
    await takeDelivered(
      cache,
      range(1, 6).map((seq) => entry(seq)),
    )
    await takeMarker(cache, { room: HARBOUR, seq: 4, readGeneration: 0, unread: 2 })
    expect(await unread()).toBe(2)
    await takeMarker(cache, { room: HARBOUR, seq: 2, readGeneration: 0, unread: 4 })
    expect(await unread()).toBe(2)
  })

  it('takes the server’s word where history is not held', async () => {
    await takeJoined(cache, [room(HARBOUR, { head: 500, unread: 400, read: 100 })])
    await takeMarker(cache, { room: HARBOUR, seq: 450, readGeneration: 0, unread: 37 })
    expect(await unread()).toBe(37)
  })

  it('[U5] counts again what was marked as unread on another device, and what it could not see then', async () => {
    await takeJoined(cache, [room(HARBOUR, { head: 3, read: 3 })])
    await takeDelivered(
      cache,
      range(3, 6).map((seq) => entry(seq)),
    )
    await takeMarker(cache, { room: HARBOUR, seq: 6, readGeneration: 0, unread: 0 })
    expect(await unread()).toBe(0)
    await takeMarker(cache, { room: HARBOUR, seq: 4, readGeneration: 1, unread: 2 })
    expect(await unread()).toBe(2)
    await takeMarker(cache, { room: HARBOUR, seq: 1, readGeneration: 2, unread: 5 })
    expect(await unread()).toBe(5)
    await takeMarker(cache, { room: HARBOUR, seq: 6, readGeneration: 1, unread: 0 })
    expect(await unread()).toBe(5)
  })

  it('[U6] two devices end equal in whatever order they hear of markers', async () => {
    const mark = fc.record({
      generation: fc.integer({ min: 0, max: 3 }),
      seq: fc.integer({ min: 0, max: 9 }),
    })
    const orders = fc
      .array(mark, { minLength: 1, maxLength: 6 })
      .chain((marks) => fc.tuple(fc.constant(marks), fc.shuffledSubarray(marks, { minLength: marks.length })))
    await fc.assert(
      fc.asyncProperty(orders, async (told) => {
        const ends = await Promise.all(
          told.map(async (marks) => {
            const own = await adasCache()
            await takeJoined(own, [room(HARBOUR)])
            await takeDelivered(
              own,
              range(1, 9).map((seq) => entry(seq)),
            )
            for (const { generation, seq } of marks)
              await takeMarker(own, { room: HARBOUR, seq, readGeneration: generation, unread: 9 - seq })
            const row = await own.rooms.get(HARBOUR)
            own.close()
            return { generation: row?.generation, marker: row?.marker, unread: row?.unread }
          }),
        )
        expect(ends[0]).toEqual(ends[1])
        expect(ends[0]?.unread).toBe(9 - (ends[0]?.marker ?? 0))
      }),
      { numRuns: 25 },
    )
  })

  it('[U6] ends equal to what is unread, in whatever order posts, repeats and markers come', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('post' as const), seq: fc.integer({ min: 1, max: 12 }) }),
      fc.record({ kind: fc.constant('read' as const), seq: fc.integer({ min: 1, max: 12 }) }),
      fc.record({ kind: fc.constant('unread' as const), seq: fc.integer({ min: 1, max: 12 }) }),
    )
    const mine = (seq: number) => seq % 3 === 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const own = await adasCache()
        await takeJoined(own, [room(HARBOUR)])
        let marker = 0
        for (const { kind, seq } of steps) {
          if (kind === 'post') await takeDelivered(own, [entry(seq, { author: mine(seq) ? ADA : BEN })])
          if (kind === 'read') {
            await takeReading(own, { room: HARBOUR, mark: (now) => ({ ...now, seq }), stamp: '1' })
            marker = Math.max(marker, seq)
          }
          if (kind === 'unread') {
            const mark = ({ generation }: { generation: number }) => ({
              generation: generation + 1,
              seq: seq - 1,
            })
            await takeReading(own, { room: HARBOUR, mark, stamp: '1' })
            marker = seq - 1
          }
        }
        await takeDelivered(
          own,
          range(1, 12).map((seq) => entry(seq, { author: mine(seq) ? ADA : BEN })),
        )
        const truth = range(1, 12).filter((seq) => seq > marker && !mine(seq)).length
        expect((await own.rooms.get(HARBOUR))?.unread).toBe(truth)
        own.close()
      }),
      { numRuns: 60 },
    )
  })
})
