// What compliance keeps of words that an act replaces or takes: recorded with the act, before they go.

import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Amendment } from '../../server/store/amendment.ts'
import type { AppendItem } from '../../server/store/append.ts'
import { addCategory, addRoom, append, type Exam, newPost } from './examinee.ts'

type Body = { earlier?: string | null; by?: number }

function about({ roomId, device, id }: AppendItem, kind: 'edit' | 'redact'): AppendItem {
  const amends: Amendment = { kind, target: { device, id }, notBefore: 0 }
  return { ...newPost(roomId, { kind }), amends }
}
const edit = (target: AppendItem) => about(target, 'edit')
const redact = (target: AppendItem) => about(target, 'redact')
const purge = (roomId: number, upTo: number): AppendItem => ({
  ...newPost(roomId, { kind: 'purge', device: 'pool:0a' }),
  amends: { kind: 'purge', upTo },
})

/** Words of a room are looked at by the 500. */
const MORE_THAN_ONE_LOOK = 1_001

export function examineRecording(exam: Exam): void {
  async function freshRoom(): Promise<number> {
    const categoryUri = await addCategory(exam.store, randomUUID())
    return (await addRoom(exam.store, randomUUID(), { categoryUri })).id
  }

  test('[P22.1] what acts take or replace is recorded before it goes, once', async () => {
    const roomId = await freshRoom()
    const [first, second, third] = [newPost(roomId), newPost(roomId), newPost(roomId)]
    await exam.store.setCompliance({ to: 'on', at: 0 })
    const { length: before } = await exam.store.complianceEvents({ after: 0, limit: 10_000 })
    const mended = edit(second)
    await append(exam.store, [first, edit(first), second, third])
    await append(exam.store, [mended, edit(second)])
    await append(exam.store, [redact(second), purge(roomId, 4), redact(first)])
    const events = (await exam.store.complianceEvents({ after: 0, limit: 10_000 })).slice(before)
    await exam.store.setCompliance({ to: 'off', at: 0 })
    const bodies = events.map(({ kind, seq, body }) => ({ kind, seq, ...(JSON.parse(body) as Body) }))
    const replaced = bodies.flatMap(({ seq, earlier }) => (earlier === undefined ? [] : [[seq, earlier]]))
    expect(replaced).toEqual([
      [2, first.signed],
      [5, second.signed],
      [6, mended.signed],
    ])
    const taken = bodies.flatMap(({ kind, seq, by }) => (kind === 'erased' ? [[by, seq]] : []))
    expect(taken).toEqual([
      [7, 3],
      [7, 5],
      [7, 6],
      [8, 1],
      [8, 2],
      [8, 4],
    ])
    const gone = events.find(({ kind, seq }) => kind === 'erased' && seq === 5)
    const words = { signed: mended.signed, sig: mended.sig, by: 7 }
    expect(gone?.body, 'as every program writes JSON').toBe(JSON.stringify(words))
  })

  test('[P22.19] what a room holds when it is deleted is recorded with that, and what was gone is not again', async () => {
    const { id: roomId, uri } = await addRoom(exam.store, randomUUID(), {
      categoryUri: await addCategory(exam.store, randomUUID()),
    })
    await exam.store.setCompliance({ to: 'on', at: 0 })
    const posts = Array.from({ length: MORE_THAN_ONE_LOOK }, () => newPost(roomId))
    const [first, second] = posts
    if (first === undefined || second === undefined) throw new Error('nobody posted')
    const mended = edit(second)
    await append(exam.store, posts)
    await append(exam.store, [redact(first), mended])
    const before = (await exam.store.complianceEvents({ after: 0, limit: 100_000 })).length
    await exam.store.removeRoom({ uri, by: null, at: 7 })
    await exam.store.setCompliance({ to: 'off', at: 0 })
    const events = (await exam.store.complianceEvents({ after: 0, limit: 100_000 })).slice(before)
    const erased = events.filter(({ kind }) => kind === 'erased')
    expect(events.map(({ kind }) => kind).indexOf('room')).toBe(0)
    expect(erased.map(({ post }) => post)).toEqual([...posts.slice(1), mended].map(({ id }) => id))
    expect(erased[0]).toMatchObject({
      room: uri,
      at: 7,
      seq: 2,
      person: second.author,
      device: second.device,
    })
    const words = { signed: second.signed, sig: second.sig, by: null }
    expect(erased[0]?.body).toBe(JSON.stringify(words))
  })
}
