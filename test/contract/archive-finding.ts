// Finding in the archive: exactly what was asked for, page by page, held against a search that reads everything.

import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WORDS_PER_POST } from '#shared/search/index-terms.ts'
import { stemOf } from '#shared/search/stem.ts'
import { wordsIn } from '#shared/search/words.ts'
import type { Place } from '../../server/store/archive/ask-events.ts'
import { letGoDue } from '../../server/store/archive/retention.ts'
import { setRetention } from '../../server/store/archive/retention-rules.ts'
import {
  type ArchiveQuestion,
  countInArchive,
  type SearchBounds,
  searchArchive,
} from '../../server/store/archive/search.ts'
import { type Incoming, takeEvents } from '../../server/store/archive/take.ts'
import { EVENTS_AT_ONCE, indexSome } from '../../server/store/archive/words.ts'
import { type ArchiveExam, incoming } from './archive-fixture.ts'

const VOCABULARY = ['harbour', 'harbours', 'лодка', 'Лодки', 'anchor', 'rope', 'deep-sea', '42']
const PEOPLE = ['sip:ada@q', 'sip:bob@q']
const KINDS = ['chat', 'edit']

type Question = Omit<ArchiveQuestion, 'limit' | 'beyond'>

function post(source: number, chat: string, changes: Partial<Incoming> = {}): Incoming {
  return incoming(source, {
    body: JSON.stringify({ signed: JSON.stringify({ chat }), sig: 's' }),
    ...changes,
  })
}

const anyPost = fc.record({
  chat: fc.array(fc.constantFrom(...VOCABULARY), { maxLength: 4 }).map((words) => words.join(' ')),
  // The clock goes back now and then.
  at: fc.nat(20),
  person: fc.constantFrom(...PEOPLE),
  kind: fc.constantFrom(...KINDS),
  room: fc.constantFrom('ma-chan://q/1', 'ma-chan://q/2', null),
})
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined, freq: 1 })
const anyQuestion: fc.Arbitrary<Question> = fc.record({
  words: maybe(fc.subarray(VOCABULARY, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '))),
  person: maybe(fc.constantFrom(...PEOPLE)),
  room: maybe(fc.constantFrom('ma-chan://q/1', null)),
  from: maybe(fc.nat(20)),
  to: maybe(fc.nat(20)),
  kinds: maybe(fc.constantFrom(['chat'], KINDS)),
})
/** With how much to a page, and from how many events on a word is common. */
const OFTEN: [Question, number, number][] = [
  [{ words: 'harbour rope' }, 3, 0],
  [{ words: 'harbour rope' }, 3, 40],
  [{ words: 'harbour rope', kinds: ['chat'] }, 3, 40],
  [{ kinds: KINDS }, 3, 0],
  [{}, 3, 0],
]
type Post = typeof anyPost extends fc.Arbitrary<infer Value> ? Value : never

const stems = (text: string) => new Set(wordsIn(text).map(({ word }) => stemOf(word)))

function isAsked({ words = '', person, room, from = 0, to = 1_000, kinds = KINDS }: Question) {
  return (each: Post) =>
    stems(words).isSubsetOf(stems(each.chat)) &&
    each.person === (person ?? each.person) &&
    (room === undefined || each.room === room) &&
    each.at >= from &&
    each.at < to &&
    kinds.includes(each.kind)
}

export function examineFinding(name: string, open: () => Promise<ArchiveExam>): void {
  describe(`${name}: searching the archive`, () => {
    let exam: ArchiveExam
    beforeEach(async () => {
      exam = await open()
    })
    afterEach(() => exam.close())

    /** Page by page. */
    async function found(question: Question, limit = 100, bounds?: SearchBounds): Promise<number[]> {
      const numbers: number[] = []
      let beyond: Place | undefined
      do {
        const { events, next } = await searchArchive(exam.db, { ...question, beyond, limit }, bounds)
        expect(events.length).toBeLessThanOrEqual(limit)
        numbers.push(...events.map(({ number }) => number))
        beyond = next ?? undefined
      } while (beyond)
      return numbers
    }
    const count = (question: Question, bounds?: SearchBounds) =>
      countInArchive(exam.db, { ...question, limit: 1 }, bounds)

    test('[P22.12] finds exactly what was asked for, the newest first, each once over all pages', async () => {
      const [posts = []] = fc.sample(fc.array(anyPost, { minLength: 60, maxLength: 60 }), 1)
      await takeEvents(
        exam.db,
        'queue',
        posts.map(({ chat, at, person, kind, room }, index) =>
          post(index, chat, {
            ...{
              at,
              kind,
              person: { uri: person, name: person },
              room: room === null ? null : { uri: room },
            },
          }),
        ),
      )
      const numbered = posts.map((each, index) => ({ ...each, number: index + 1 }))
      let hits = 0
      await fc.assert(
        fc.asyncProperty(
          anyQuestion,
          fc.integer({ min: 1, max: 7 }),
          fc.nat(40),
          async (question, limit, common) => {
            const bounds = { total: 20, read: 4, readAtOnce: 2, common }
            const wanted = numbered
              .filter(isAsked(question))
              .sort((one, other) => other.at - one.at || other.number - one.number)
              .map(({ number }) => number)
            expect(await found(question, limit, bounds)).toEqual(wanted)
            expect(await count(question, bounds)).toEqual({
              ...{ count: Math.min(20, wanted.length), isExact: wanted.length <= 20 },
            })
            hits += wanted.length
          },
        ),
        { numRuns: 40, examples: OFTEN },
      )
      expect(hits).toBeGreaterThan(0)
    })

    test('finds what was written, asked, named and changed, and phrases only where they stand so', async () => {
      const act = (source: number, kind: string, body: object) =>
        incoming(source, { kind, body: JSON.stringify({ session: 'zebra', ...body }) })
      await takeEvents(exam.db, 'queue', [
        post(1, 'The deep blue sea'),
        post(2, 'Blue is the deep'),
        act(3, 'backchat', { asked: { criteria: 'mutiny', limit: 5 } }),
        act(4, 'upload', { file: { id: 'gnu', name: 'Mutiny plan.pdf' } }),
        act(5, 'room', { act: 'renamed', changes: { name: { from: 'Quay', to: 'Pier' } } }),
        act(6, 'join', {}),
      ])
      expect(await found({ words: 'deep blue' })).toEqual([2, 1])
      expect(await found({ words: '"deep blue"' }, 1)).toEqual([1])
      const sparing = { total: 10, read: 1, readAtOnce: 1, common: 1 }
      expect(await found({ words: '"deep blue"' }, 1, sparing)).toEqual([1])
      expect(await count({ words: '"deep blue"' })).toEqual({ count: 1, isExact: true })
      expect(await found({ words: 'mutiny' })).toEqual([4, 3])
      expect(await found({ words: 'quay pier' })).toEqual([5])
      expect(await found({ words: 'zebra' }), 'an identifier').toEqual([])
      expect(await found({ words: '?!' })).toEqual([])
      expect(await found({})).toHaveLength(6)
    })

    test('finds a very long text by its first words, and takes it', async () => {
      const word = (at: number) => `w${at}`
      const text = Array.from({ length: 2 * WORDS_PER_POST }, (_, at) => word(at)).join(' ')
      await takeEvents(exam.db, 'queue', [post(1, text)])
      expect(await count({ words: word(0) })).toEqual({ count: 1, isExact: true })
      await takeEvents(exam.db, 'queue', [post(2, word(0))])
      expect(await found({ words: word(0) })).toEqual([2, 1])
      expect(await found({ words: word(WORDS_PER_POST - 1) })).toEqual([1])
      expect(await found({ words: word(WORDS_PER_POST) })).toEqual([])
    })

    async function written(): Promise<number> {
      const said = exam.db.selectFrom('said').select((eb) => eb.fn.countAll().as('count'))
      return Number((await said.executeTakeFirstOrThrow()).count)
    }

    test('writes words a piece at a time, and all of them before it looks for one', async () => {
      const posts = Array.from({ length: EVENTS_AT_ONCE + 1 }, (_, at) => post(at, 'anchor'))
      await takeEvents(exam.db, 'queue', posts)
      expect([await indexSome(exam.db), await written()]).toEqual([true, EVENTS_AT_ONCE])
      expect(await count({ words: 'anchor' })).toEqual({ count: EVENTS_AT_ONCE, isExact: false })
      expect([await indexSome(exam.db), await written()]).toEqual([false, posts.length])
    })

    test('does not find what was let go', async () => {
      await takeEvents(exam.db, 'queue', [post(1, 'anchor'), post(2, 'anchor')])
      expect(await found({ words: 'anchor' })).toEqual([2, 1])
      await setRetention(exam.db, { scope: { of: 'pool' }, keepMs: 0 })
      await letGoDue(exam.db, { by: 'sip:pool@q', at: 1_002, limit: 10 })
      expect(await found({ words: 'anchor' })).toEqual([2])
      expect(await found({ kinds: ['chat'] })).toEqual([2])
      await takeEvents(exam.db, 'queue', [post(3, 'anchor')])
      await letGoDue(exam.db, { by: 'sip:pool@q', at: 1_004, limit: 10 })
      expect(await found({ words: 'anchor' }), 'whose words were not written yet').toEqual([])
    })
  })
}
