// Appending: once for ever, in order, chained, all or nothing, and never under rights that no longer hold.

import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { CHAIN_START } from '#shared/chain.ts'
import { addCategory, addRoom, append, type Exam, hex, NOW, newPost, nextChain, stored } from './examinee.ts'

export function examineAppend(exam: Exam): void {
  let room: number
  let other: number

  beforeAll(async () => {
    const categoryUri = await addCategory(exam.store, 'Port')
    room = (await addRoom(exam.store, 'Quay', { categoryUri })).id
    other = (await addRoom(exam.store, 'Pier', { categoryUri })).id
  })

  const freshRoom = async () => {
    const categoryUri = await addCategory(exam.store, randomUUID())
    return (await addRoom(exam.store, randomUUID(), { categoryUri })).id
  }
  const headOf = async (roomId: number) =>
    (await exam.store.page({ roomId, mode: 'last', seq: 0, count: 1 })).head

  test('gives each room its own sequence, without holes, over batches that mix rooms', async () => {
    const rooms = [await freshRoom(), await freshRoom()] as const
    const seqs: Record<number, number[]> = { [rooms[0]]: [], [rooms[1]]: [] }
    for (const pattern of [
      [0, 1, 0],
      [1, 1],
      [0, 0, 1, 0],
    ] as (0 | 1)[][]) {
      const items = pattern.map((which) => newPost(rooms[which]))
      for (const [index, outcome] of (await append(exam.store, items)).entries())
        seqs[items[index]?.roomId ?? 0]?.push(stored(outcome).seq)
    }
    expect(seqs).toEqual({ [rooms[0]]: [1, 2, 3, 4, 5], [rooms[1]]: [1, 2, 3, 4] })
  })

  test('extends the chain of the room by each post, and goes on from there after a restart', async () => {
    const roomId = await freshRoom()
    let chain = hex(CHAIN_START)
    for (let batch = 0; batch < 4; batch += 1) {
      const store = batch === 2 ? await exam.examinee.reopen() : exam.store
      const items = [newPost(roomId), newPost(roomId)]
      for (const [index, outcome] of (await append(store, items)).entries()) {
        const { seq, chain: given } = stored(outcome)
        chain = nextChain(Buffer.from(chain, 'hex'), seq, items[index]?.signed ?? '')
        expect(hex(given)).toBe(chain)
      }
    }
  })

  test('answers a repeat with what it answered first, for ever', async () => {
    const post = newPost(room)
    const [first] = await append(exam.store, [post], NOW)
    await append(exam.store, [newPost(room)])
    const [again] = await append(exam.store, [post], NOW + 5_000)
    const store = await exam.examinee.reopen()
    const [later] = await append(
      store,
      [{ ...post, dseq: 999, author: 'sip:else@quay.example' }],
      NOW + 10_000,
    )
    expect(first).toMatchObject({ result: 'stored', ts: NOW })
    expect(again).toEqual({ ...stored(first), result: 'known' })
    expect(later).toEqual(again)
    expect(await headOf(room)).toBe(stored(first).seq + 1)
  })

  test('stores a post once that comes twice in one batch, or in two at the same moment', async () => {
    const before = await headOf(room)
    const twice = newPost(room)
    expect((await append(exam.store, [twice, twice])).map(({ result }) => result)).toEqual([
      'stored',
      'known',
    ])
    const racing = newPost(room)
    const raced = await Promise.all([1, 2, 3].map(() => append(exam.store, [racing])))
    expect(
      raced
        .flat()
        .map(({ result }) => result)
        .sort(),
    ).toEqual(['known', 'known', 'stored'])
    expect(await headOf(room)).toBe(before + 2)
  })

  test('takes an id for other bytes, or in another room, as a collision, and the rest of the batch as usual', async () => {
    const post = newPost(room)
    await append(exam.store, [post])
    const outcomes = await append(exam.store, [
      { ...post, signed: '{"other":1}' },
      { ...post, roomId: other },
      newPost(room),
    ])
    expect(outcomes.map(({ result }) => result)).toEqual(['collision', 'collision', 'stored'])
    expect(await headOf(other)).toBe(0)
  })

  test('lets another device use the same id', async () => {
    const post = newPost(room)
    const outcomes = await append(exam.store, [post, { ...post, device: 'device-2' }])
    expect(outcomes.map(({ result }) => result)).toEqual(['stored', 'stored'])
  })

  test('[P3.4] keeps and flags a second post in the same place of a device’s own sequence', async () => {
    const device = randomUUID()
    const outcomes = await append(exam.store, [
      newPost(room, { device, dseq: 1 }),
      newPost(room, { device, dseq: 1 }),
      newPost(room, { device, dseq: 2 }),
      newPost(other, { device, dseq: 1 }),
    ])
    expect(outcomes.map((outcome) => stored(outcome).fork)).toEqual([false, true, false, false])
  })

  test('takes dseq in any order', async () => {
    const device = randomUUID()
    const items = [7, 3, 5].map((dseq) => newPost(room, { device, dseq }))
    const outcomes = await append(exam.store, items)
    expect(outcomes.map((outcome) => stored(outcome).fork)).toEqual([false, false, false])
  })

  test('stores nothing under rights that have changed since, and says which hold', async () => {
    const before = await headOf(room)
    const epoch = await exam.store.aclEpoch({})
    await addCategory(exam.store, randomUUID())
    const items = [newPost(room)]
    const now = await exam.store.aclEpoch({})
    expect(now).toBeGreaterThan(epoch)
    expect(await exam.store.append({ aclEpoch: epoch, at: NOW, items })).toEqual({
      state: 'stale',
      aclEpoch: now,
    })
    expect(await headOf(room)).toBe(before)
    expect(await exam.store.append({ aclEpoch: now, at: NOW, items })).toMatchObject({ state: 'committed' })
    expect(await headOf(room)).toBe(before + 1)
  })

  describe('the compliance event', () => {
    const events = async () => (await exam.store.complianceEvents({ after: 0, limit: 1_000 })).length

    test('is stored with each new post, and only while compliance is on', async () => {
      await append(exam.store, [newPost(room)])
      expect(await events()).toBe(0)
      await exam.store.setCompliance({ to: 'on', at: NOW - 1 })
      const post = newPost(room)
      const [outcome] = await append(exam.store, [post], NOW + 1)
      const [switched, event] = await exam.store.complianceEvents({ after: 0, limit: 10 })
      expect(switched).toMatchObject({ kind: 'policy', at: NOW - 1 })
      expect(event).toMatchObject({
        post: post.id,
        seq: stored(outcome).seq,
        at: NOW + 1,
        device: post.device,
      })
      await append(exam.store, [post])
      expect(await events()).toBe(2)
      await exam.store.setCompliance({ to: 'off', at: NOW + 2 })
      await append(exam.store, [newPost(room)])
      expect(await events(), 'the last is that it was switched off').toBe(3)
      expect(await exam.store.complianceBacklog({})).toEqual({ events: 3, oldestAt: NOW - 1 })
    })

    test('commits with its post or not at all', async () => {
      await exam.store.setCompliance({ to: 'on', at: 0 })
      const before = { head: await headOf(room), events: await events() }
      const post = newPost(room)
      await expect(append(exam.store, [post, newPost(404_404)])).rejects.toThrow()
      expect({ head: await headOf(room), events: await events() }).toEqual(before)
      await append(exam.store, [post])
      expect({ head: await headOf(room), events: await events() }).toEqual({
        head: before.head + 1,
        events: before.events + 1,
      })
      await exam.store.setCompliance({ to: 'off', at: 0 })
    })
  })

  test('takes back the bodies of posts that are not kept, and leaves their hash and the chain', async () => {
    const roomId = await freshRoom()
    const items = [newPost(roomId, { fleeting: true }), newPost(roomId), newPost(roomId, { fleeting: true })]
    await append(exam.store, items.slice(0, 2), NOW)
    const [last] = await append(exam.store, items.slice(2), NOW + 60_000)
    expect(await exam.store.forgetFleeting({ before: NOW + 1 })).toBe(1)
    const { rows } = await exam.store.page({ roomId, mode: 'last', seq: 0, count: 10 })
    expect(rows.map(({ gone, signed }) => [gone, signed])).toEqual([
      ['unlogged', null],
      [null, items[1]?.signed],
      [null, items[2]?.signed],
    ])
    let chain = hex(CHAIN_START)
    for (const [index, { seq }] of rows.entries())
      chain = nextChain(Buffer.from(chain, 'hex'), seq, items[index]?.signed ?? '')
    expect(hex(stored(last).chain)).toBe(chain)
    const [again] = await append(exam.store, items.slice(0, 1))
    expect(again).toMatchObject({ result: 'known', seq: 1 })
  })
}
