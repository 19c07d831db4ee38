// Unread counts and read markers of one device: what it counts, and that devices agree.

import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Cache } from '../../client/cache/database.ts'
import { takeDelivered } from '../../client/cache/intake.ts'
import { takeJoined, takeMarker, takeReading } from '../../client/cache/intake-rooms.ts'
import { ADA, adasCache, BEN, entry, HARBOUR, range, room } from './support/cast.ts'

let cache: Cache
beforeEach(async () => {
  cache = await adasCache()
})

async function unread(): Promise<number | undefined> {
  return (await cache.rooms.get(HARBOUR))?.unread
}

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

  it('is counted again when my own reading is confirmed and all that follows is held by then', async () => {
    await takeJoined(cache, [room(HARBOUR, { head: 3, unread: 2, read: 0 })])
    await takeReading(cache, { room: HARBOUR, mark: (now) => ({ ...now, seq: 1 }), stamp: '1' })
    await takeDelivered(
      cache,
      [2, 3].map((seq) => entry(seq, seq === 2 ? { author: ADA } : {})),
    )
    await takeMarker(cache, { room: HARBOUR, seq: 1, readGeneration: 0, unread: 1 })
    expect(await unread()).toBe(1)
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
