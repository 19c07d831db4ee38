// Entries about earlier ones: judged where they are stored, so also when the target came, or went, in the same batch.

import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Amendment } from '../../server/store/amendment.ts'
import type { AppendItem } from '../../server/store/append.ts'
import { addCategory, addRoom, append, type Exam, NOW, newPost, type PostOptions } from './examinee.ts'

const MINUTE_MS = 60_000

export function examineAmending(exam: Exam): void {
  let categoryUri: string
  let room: number

  beforeAll(async () => {
    categoryUri = await addCategory(exam.store, 'Amended')
    room = await freshRoom()
  })

  async function freshRoom(): Promise<number> {
    return (await addRoom(exam.store, randomUUID(), { categoryUri })).id
  }

  const BOUND = { notBefore: 0 }
  const refOf = ({ device, id }: AppendItem) => ({ device, id })
  function about(target: AppendItem, amends: Partial<Amendment>, options: PostOptions = {}): AppendItem {
    const { kind } = amends as Amendment
    const post = newPost(target.roomId, { kind: kind === 'remove' ? 'redact' : kind, ...options })
    return { ...post, amends: { target: refOf(target), ...amends } as Amendment }
  }
  const edit = (target: AppendItem, options?: PostOptions) =>
    about(target, { kind: 'edit', ...BOUND }, options)
  const redact = (target: AppendItem, options?: PostOptions) =>
    about(target, { kind: 'redact', ...BOUND }, options)
  const react = (target: AppendItem, on: boolean, { author = 'sip:ada@quay.example', emoji = '👍' } = {}) =>
    about(target, { kind: 'react', emoji, on }, { author })
  const pin = (target: AppendItem, on: boolean) => about(target, { kind: 'pin', on })
  const purge = (roomId: number, upTo: number): AppendItem => ({
    ...newPost(roomId, { kind: 'purge', device: 'pool:0a' }),
    amends: { kind: 'purge', upTo },
  })

  const results = async (items: AppendItem[], at = NOW) =>
    (await append(exam.store, items, at)).map((outcome) =>
      outcome.result === 'refused' ? outcome.whyNot : outcome.result,
    )
  const page = (roomId: number, count = 200) => exam.store.page({ roomId, mode: 'last', seq: 0, count })
  const gone = async (roomId: number) => (await page(roomId)).rows.map((row) => row.gone)

  test('may be about a post of the same batch, in the same order, or of an earlier one', async () => {
    const post = newPost(room)
    expect(await results([post, edit(post), react(post, true), pin(post, true)])).toEqual(
      Array(4).fill('stored'),
    )
    expect(await results([edit(post), redact(post), edit(post), react(post, true)])).toEqual([
      'stored',
      'stored',
      'gone',
      'gone',
    ])
    expect(await results([edit(post), pin(post, false)])).toEqual(['gone', 'gone'])
    const late = newPost(room)
    expect(await results([edit(late), late])).toEqual(['unknown', 'stored'])
  })

  test('are refused when the target is of another room, no post, or not there', async () => {
    const [post, elsewhere] = [newPost(room), newPost(await freshRoom())]
    const first = edit(post)
    await append(exam.store, [post, elsewhere, first])
    const misplaced = { ...react(elsewhere, true), roomId: room }
    expect(await results([misplaced, edit(newPost(room)), edit(first), edit(post)])).toEqual([
      'unknown',
      'unknown',
      'unknown',
      'stored',
    ])
  })

  test('change only what is one’s own, and only for a while, and the pool may always', async () => {
    const post = newPost(room)
    await append(exam.store, [post], NOW)
    const boris = { author: 'sip:boris@quay.example', device: 'device-2' }
    const late = (kind: 'edit' | 'redact') => about(post, { kind, notBefore: NOW + MINUTE_MS })
    expect(
      await results([
        edit(post, boris),
        redact(post, boris),
        late('edit'),
        late('redact'),
        react(post, true, boris),
      ]),
    ).toEqual(['not-yours', 'not-yours', 'too-late', 'too-late', 'stored'])
    expect(await results([about(post, { kind: 'edit', notBefore: NOW })])).toEqual(['stored'])
    expect(await results([about(post, { kind: 'remove' }, { device: 'pool:0a' })])).toEqual(['stored'])
  })

  test('are answered as known when they come again, whatever became of the target', async () => {
    const post = newPost(room)
    const again = edit(post)
    await append(exam.store, [post, again, redact(post)])
    expect(await results([again])).toEqual(['known'])
  })

  test('empty a post and its edits; hash and chain stay, and the page is whole', async () => {
    const roomId = await freshRoom()
    const post = newPost(roomId)
    await append(exam.store, [post, edit(post), newPost(roomId), redact(post)])
    const { rows, complete } = await page(roomId)
    expect(rows.map((row) => [row.seq, row.gone, row.signed === null])).toEqual([
      [1, 'redacted', true],
      [2, 'redacted', true],
      [3, null, false],
      [4, null, false],
    ])
    expect(complete).toBe(true)
  })

  test('purge every text up to a place, and nothing after it', async () => {
    const [roomId, other] = [await freshRoom(), await freshRoom()]
    const posts = [newPost(roomId), newPost(roomId), newPost(roomId)] as const
    await append(exam.store, [...posts, edit(posts[0]), react(posts[2], true), newPost(other)])
    expect(await results([purge(roomId, 4), edit(posts[2])])).toEqual(['stored', 'gone'])
    expect(await gone(roomId)).toEqual(['purged', 'purged', 'purged', 'purged', null, null])
    expect(await gone(other)).toEqual([null])
    expect(await results([edit(posts[0]), newPost(roomId)])).toEqual(['gone', 'stored'])
  })

  test('a replacement stands in the place of the words', async () => {
    const roomId = await freshRoom()
    const post = newPost(roomId)
    const replacement = about(post, { kind: 'replace' }, { device: 'pool:0a' })
    await append(exam.store, [post, newPost(roomId), newPost(roomId), replacement])
    const first = await exam.store.page({ roomId, mode: 'after', seq: 0, count: 1 })
    expect(first.rows.map((row) => row.gone)).toEqual(['purged'])
    expect(first.amends).toMatchObject([{ seq: 1, edit: { id: replacement.id, kind: 'replace' } }])
  })

  describe('beside a page', () => {
    test('is told what came after it: newest edit, everyone who reacts now, the pin', async () => {
      const roomId = await freshRoom()
      const posts = [newPost(roomId), newPost(roomId), newPost(roomId)] as const
      const newest = edit(posts[0])
      const boris = { author: 'sip:boris@quay.example' }
      await append(exam.store, [...posts, newPost(roomId), edit(posts[0]), newest])
      await append(exam.store, [react(posts[1], true), react(posts[1], true, boris), react(posts[1], false)])
      await append(exam.store, [react(posts[2], true), react(posts[2], false), pin(posts[1], true)])
      const { amends, to } = await exam.store.page({ roomId, mode: 'after', seq: 0, count: 3 })
      expect(to).toBe(3)
      expect(amends).toMatchObject([
        { seq: 1, edit: { seq: 6, id: newest.id } },
        { seq: 2, reactions: [{ uri: boris.author, emoji: '👍' }], pinned: true },
        { seq: 3, reactions: [] },
      ])
      expect((await page(roomId)).amends).toEqual([])
    })

    test('nothing is told of what stands in the page itself, nor of posts that are gone', async () => {
      const roomId = await freshRoom()
      const posts = [newPost(roomId), newPost(roomId)] as const
      await append(exam.store, [...posts, edit(posts[0]), react(posts[1], true), newPost(roomId)])
      await append(exam.store, [edit(posts[1]), redact(posts[1])])
      const { amends, to } = await exam.store.page({ roomId, mode: 'after', seq: 0, count: 3 })
      expect([to, amends]).toEqual([5, []])
    })
  })

  test('are told by themselves, but for reactions, to whoever skips what was said', async () => {
    const roomId = await freshRoom()
    const post = newPost(roomId)
    await append(exam.store, [post, edit(post), react(post, true), newPost(roomId), pin(post, true)])
    const { rows, head } = await exam.store.amendedSince({ roomId, after: 1, limit: 9 })
    expect([rows.map(({ seq, kind }) => [seq, kind]), head]).toEqual([
      [
        [2, 'edit'],
        [5, 'pin'],
      ],
      5,
    ])
    expect((await exam.store.amendedSince({ roomId, after: 2, limit: 1 })).rows).toMatchObject([{ seq: 5 }])
    await append(exam.store, [redact(post)])
    expect((await exam.store.amendedSince({ roomId, after: 0, limit: 9 })).rows).toMatchObject([
      { kind: 'pin' },
      { kind: 'redact' },
    ])
  })

  test('tell which posts are pinned now, as they are now', async () => {
    const roomId = await freshRoom()
    const posts = [newPost(roomId), newPost(roomId), newPost(roomId), newPost(roomId)] as const
    await append(exam.store, [...posts, ...posts.map((post) => pin(post, true))])
    await append(exam.store, [pin(posts[0], false), redact(posts[1]), edit(posts[3])])
    const { rows, amends, head } = await exam.store.pinned({ roomId, limit: 9 })
    expect([rows.map(({ seq }) => seq), head]).toEqual([[3, 4], 11])
    expect(amends).toMatchObject([
      { seq: 3, pinned: true },
      { seq: 4, edit: { seq: 11 }, pinned: true },
    ])
    expect((await exam.store.pinned({ roomId, limit: 1 })).rows.map(({ seq }) => seq)).toEqual([4])
    expect(await exam.store.pinned({ roomId: await freshRoom(), limit: 9 })).toMatchObject({
      rows: [],
      head: 0,
    })
  })

  test('count as nothing unread, and the last post says what its newest edit says', async () => {
    const roomId = await freshRoom()
    const person = 'sip:reader@quay.example'
    await exam.store.placeMarkers({ person, roomIds: [roomId] })
    const posts = [newPost(roomId), newPost(roomId)] as const
    const newest = edit(posts[1])
    await append(exam.store, [...posts, react(posts[0], true), edit(posts[1]), newest, pin(posts[0], true)])
    const standing = async () =>
      (await exam.store.standings({ person, roomIds: [roomId], withLast: true }))[0]
    expect(await standing()).toMatchObject({ unread: 2, last: { seq: 2, signed: newest.signed } })
    await append(exam.store, [redact(posts[1])])
    expect(await standing()).toMatchObject({ unread: 1, last: { seq: 1, signed: posts[0].signed } })
  })
}
