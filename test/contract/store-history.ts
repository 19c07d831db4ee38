// Pages of a room's log, against the plainest model there is: an array.

import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PageQuery } from '../../server/store/jobs/page-bounds.ts'
import { addCategory, addPerson, addRoom, append, type Exam, newPost } from './examinee.ts'

const MODES = ['last', 'before', 'after', 'around'] as const
const MIXED_LOGS = 6
const QUERIES_PER_LOG = 40
/** A page may hold at most so many rows for each post that was asked for. */
const ROWS_PER_POST = 4

type Asked = Omit<PageQuery, 'roomId'>
type LogRow = { seq: number; kind: string }

/** What a page of chat posts should hold. */
function model(seqs: number[], { mode, seq, count }: Asked): number[] {
  const newest = (wanted: number[], most: number) => (most === 0 ? [] : wanted.slice(-most))
  const head = seqs.length
  switch (mode) {
    case 'last':
      return newest(seqs, count)
    case 'before':
      return newest(
        seqs.filter((each) => each < seq),
        count,
      )
    case 'after':
      return seqs.filter((each) => each > seq).slice(0, count)
    case 'around': {
      const middle = Math.max(1, Math.min(seq, head))
      const half = Math.max(1, Math.floor(count / 2))
      const older = newest(
        seqs.filter((each) => each <= middle),
        half,
      )
      return [...older, ...seqs.filter((each) => each > middle).slice(0, half)]
    }
  }
}

const asked = (head: number) =>
  fc.record({
    mode: fc.constantFrom(...MODES),
    seq: fc.integer({ min: 1, max: head + 3 }),
    count: fc.integer({ min: 1, max: head + 3 }),
  })

export function examineHistory(exam: Exam): void {
  async function log(kinds: string[]): Promise<number> {
    const categoryUri = await addCategory(exam.store, randomUUID())
    const { id } = await addRoom(exam.store, randomUUID(), { categoryUri })
    if (kinds.length > 0)
      await append(
        exam.store,
        kinds.map((kind) => newPost(id, { kind })),
      )
    return id
  }

  test('an empty room has an empty page, which is complete', async () => {
    const roomId = await log([])
    for (const mode of MODES) {
      const page = await exam.store.page({ roomId, mode, seq: 1, count: 5 })
      expect(page).toEqual({ rows: [], amends: [], head: 0, from: 0, to: 0, complete: true })
    }
  })

  test('a page carries the very bytes, and the author’s name of today', async () => {
    const author = await addPerson(exam.store, 'ada')
    const roomId = await log([])
    const post = newPost(roomId, { author, signed: '{"chat":"Ночь \\u0000 🌊"}' })
    await append(exam.store, [post])
    await exam.store.changeAccount({ uri: author, displayName: 'Ada L.', at: 1 })
    const { rows } = await exam.store.page({ roomId, mode: 'last', seq: 0, count: 1 })
    expect(rows).toEqual([
      expect.objectContaining({
        signed: post.signed,
        sig: post.sig,
        authdisp: 'Ada L.',
        via: 'server',
        gone: null,
      }),
    ])
  })

  describe('of posts only', () => {
    test('hold what the model holds, in every mode, at every bound', async () => {
      const head = 17
      const roomId = await log(Array<string>(head).fill('chat'))
      const seqs = Array.from({ length: head }, (_, index) => index + 1)
      await fc.assert(
        fc.asyncProperty(asked(head), async (query) => {
          const page = await exam.store.page({ roomId, ...query })
          const expected = model(seqs, query)
          expect(page.rows.map(({ seq }) => seq)).toEqual(expected)
          expect([page.from, page.to]).toEqual([expected[0] ?? 0, expected.at(-1) ?? 0])
          expect(page.head).toBe(head)
          expect(page.complete).toBe(isComplete(query, expected, head))
        }),
        { numRuns: 150 },
      )
    })
  })

  test('a page of large posts is shorter, a run all the same, and always goes on', async () => {
    const roomId = await log([])
    const texts = [9, 300_000, 300_000, 100_000, 700_000, 100_000, 300_000, 9].map((bytes) =>
      'é'.repeat(bytes / 2),
    )
    await append(
      exam.store,
      texts.map((signed) => newPost(roomId, { signed })),
    )
    const held = async (mode: PageQuery['mode'], seq: number, count = 200) => {
      const { rows, from, to, complete } = await exam.store.page({ roomId, mode, seq, count })
      expect([rows[0]?.seq, rows.at(-1)?.seq]).toEqual([from, to])
      return { from, to, complete }
    }
    expect(await held('last', 0)).toEqual({ from: 6, to: 8, complete: false })
    expect(await held('before', 6)).toEqual({ from: 5, to: 5, complete: false })
    expect(await held('before', 5)).toEqual({ from: 3, to: 4, complete: false })
    expect(await held('before', 3)).toEqual({ from: 1, to: 2, complete: true })
    expect(await held('after', 0)).toEqual({ from: 1, to: 2, complete: false })
    expect(await held('after', 5)).toEqual({ from: 6, to: 8, complete: true })
    expect(await held('around', 4)).toEqual({ from: 3, to: 4, complete: false })
    expect(await held('around', 5)).toEqual({ from: 5, to: 5, complete: false })
    expect(await held('last', 0, 2)).toEqual({ from: 7, to: 8, complete: false })
  })

  describe('with other entries between posts', () => {
    test('are whole runs, bounded, and hold as many posts as were asked for where there are such', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.constantFrom('chat', 'chat', 'edit', 'react'), { minLength: 1, maxLength: 40 }),
          async (kinds) => {
            const roomId = await log(kinds)
            const rows = kinds.map((kind, index) => ({ seq: index + 1, kind }))
            for (const query of fc.sample(asked(kinds.length), QUERIES_PER_LOG))
              expectWholeRun(await exam.store.page({ roomId, ...query }), query, rows)
          },
        ),
        { numRuns: MIXED_LOGS },
      )
    })

    test('stay bounded where there are hardly any posts', async () => {
      const kinds = ['chat', ...Array<string>(60).fill('react'), 'chat']
      const roomId = await log(kinds)
      for (const mode of MODES) {
        const { rows } = await exam.store.page({ roomId, mode, seq: 20, count: 5 })
        expect(rows.length).toBeGreaterThan(0)
        expect(rows.length).toBeLessThanOrEqual(5 * ROWS_PER_POST + 1)
      }
    })
  })

  test('the heads of many rooms are told at once, of rooms that are not there nothing', async () => {
    const categoryUri = await addCategory(exam.store, randomUUID())
    const [long, empty] = [
      await addRoom(exam.store, randomUUID(), { categoryUri }),
      await addRoom(exam.store, randomUUID(), { categoryUri }),
    ]
    await append(exam.store, [newPost(long.id), newPost(long.id)])
    const unknown = Array.from({ length: 12_000 }, (_, index) => `ma-chan://localhost/${index}`)
    const heads = await exam.store.heads({ uris: [long.uri, ...unknown, empty.uri] })
    expect(heads).toEqual([
      { uri: long.uri, head: 2 },
      { uri: empty.uri, head: 0 },
    ])
  })
}

function isComplete({ mode }: Asked, seqs: number[], head: number): boolean {
  if (seqs.length === 0) return true
  const [oldest, newest] = [seqs[0] === 1, seqs.at(-1) === head]
  if (mode === 'after') return newest
  return mode === 'around' ? oldest && newest : oldest
}

type Page = { rows: { seq: number; kind: string }[]; from: number; to: number; complete: boolean }

function expectWholeRun(page: Page, { mode, seq, count }: Asked, log: LogRow[]): void {
  const seqs = page.rows.map((row) => row.seq)
  expect(seqs).toEqual(page.from === 0 ? [] : range(page.from, page.to))
  if (mode === 'before' && seqs.length > 0) expect(page.to).toBe(Math.min(seq - 1, log.length))
  if (mode === 'after' && seqs.length > 0) expect(page.from).toBe(seq + 1)
  if (mode === 'last') expect(page.to).toBe(log.length)
  expect(seqs.length).toBeLessThanOrEqual(Math.max(count, 2) * ROWS_PER_POST + 2)
  const posts = page.rows.filter(({ kind }) => kind === 'chat').length
  expect(posts).toBeLessThanOrEqual(Math.max(count, 2))
  const isFull =
    posts >= Math.max(1, Math.floor(count / 2)) || seqs.length >= Math.floor(count / 2) * ROWS_PER_POST
  expect(isFull || page.complete || mode === 'around').toBe(true)
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}
