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
}
