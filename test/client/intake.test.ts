import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Cache } from '../../client/cache/database.ts'
import { takeDelivered, takePage, takePosted } from '../../client/cache/intake.ts'
import { takeAssociations, takeJoined, takeLost } from '../../client/cache/intake-rooms.ts'
import { readHistory } from '../../client/cache/log.ts'
import { enqueue } from '../../client/cache/outbox.ts'
import { wipe } from '../../client/cache/owner.ts'
import { readDraft, saveDraft } from '../../client/cache/prefs.ts'
import {
  ADA,
  adasCache,
  BEN,
  BRIDGE,
  DEVICE,
  entry,
  HARBOUR,
  HASH,
  idOf,
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

  it('[P14.4] changes nothing by a repeat', async () => {
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

  it('[P14.2] tells the hole that a live post shows, once', async () => {
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
    expect([await cache.outbox.count(), (await readDraft(cache, 'g2')).text]).toEqual([1, 'draft'])
  })

  it.each(['closed', 'secret'] as const)(
    'empties the copy of a %s room that is no longer theirs',
    async (privacy) => {
      const mine = [room(HARBOUR, { privacy }), room(BRIDGE)]
      await takeAssociations(cache, mine)
      await takeDelivered(cache, [entry(1), entry(1, { room: BRIDGE, id: idOf(2) })])
      await takeAssociations(cache, mine)
      expect(await heldSeqs()).toEqual([1, 1])
      await takeAssociations(cache, [])
      // An open room is read by whoever may find it.
      expect((await cache.entries.toArray()).map((row) => row.room)).toEqual([BRIDGE])
      expect(await cache.rooms.get(HARBOUR)).toMatchObject({ member: false, unread: 0, permissions: [] })
      expect(await cache.rooms.get(BRIDGE)).toMatchObject({ member: false, head: 1 })
    },
  )

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
