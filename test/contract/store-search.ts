// The index finds what the browser's own matcher finds, whatever was said and whatever is looked for.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matches, wantedOf } from '#shared/search/wanted.ts'
import { sweepLexicon } from '../../server/channel/lexicon-sweep.ts'
import { addCategory, addRoom, append, type Exam, NOW } from './examinee.ts'
import { question, saying, targetOf } from './searching.ts'

const RUNS = 60
/** Words that share parts and forms with one another, in both alphabets, and what is no word. */
const WORDS = [
  ...[
    'harbour',
    'Harbours',
    'harbouring',
    'arbour',
    'our',
    'ship',
    'ships',
    'shipping',
    'shop',
    'a',
    'in',
    'X-24',
  ],
  ...[
    'гавань',
    'Гавани',
    'гаванью',
    'ванна',
    'корабль',
    'кораблей',
    'Ёлка',
    'елки',
    'ель',
    'в',
    'на',
    'груз',
  ],
  ...['東京', '東京都', '24', '2024', '1f600', '😀', '—', '"', '%_', "don't", 'ﬁne', 'e\u0301te\u0301'],
]
const text = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 })
  .map((words) => words.join(' '))
const piece = fc
  .tuple(fc.constantFrom(...WORDS), fc.nat(3), fc.nat(3))
  .map(([word, start, end]) => [...word].slice(start, [...word].length - end).join('') || word)
const criteria = fc.array(
  fc.oneof(
    fc.constantFrom(...WORDS),
    piece,
    text.map((each) => `"${each}"`),
  ),
  {
    minLength: 1,
    maxLength: 3,
  },
)

const POOL = 'sip:backchat@quay.example'
export function examineSearch(exam: Exam): void {
  async function room(history = true) {
    const categoryUri = await addCategory(exam.store, `Berth ${Math.random()}`, { history })
    return addRoom(exam.store, `Pier ${Math.random()}`, { categoryUri })
  }
  async function seqs(asked: Parameters<typeof question>) {
    const { rows, count } = await exam.store.searchPosts(question(...asked))
    expect(count).toBe(rows.length)
    return rows.map(({ seq }) => seq)
  }

  test('[P19.2] the index finds exactly what the matcher of both ends says yes to', async () => {
    const { id } = await room()
    const texts = fc.sample(text, { numRuns: 80, seed: 19 })
    await append(
      exam.store,
      texts.map((chat) => saying(id, { chat })),
    )
    let found = 0
    await fc.assert(
      fc.asyncProperty(
        criteria,
        fc.record({ matchAll: fc.boolean(), matchExactPhrase: fc.boolean(), matchCase: fc.boolean() }),
        async (words, how) => {
          const asked = { criteria: words.join(' '), ...how }
          const expected = texts.flatMap((chat, at) => (matches(wantedOf(asked), chat) ? [at + 1] : []))
          found += expected.length
          expect(await seqs([[id], { ...asked, order: 'oldest' }])).toEqual(expected)
        },
      ),
      { numRuns: RUNS },
    )
    expect(found).toBeGreaterThan(RUNS)
  })

  test('[P19.5] a post is found by what its newest edit says, and where it stood', async () => {
    const { id } = await room()
    const post = saying(id, { chat: 'the crane is broken', alert: true })
    const edit = (chat: string) => {
      const amends = { kind: 'edit' as const, target: targetOf(post), notBefore: 0 }
      return saying(id, { chat, kind: 'edit', amends })
    }
    await append(exam.store, [post, saying(id, { chat: 'another' }), edit('the crane works')])
    await append(exam.store, [edit('the crane was oiled'), edit('the lift was oiled')])
    expect(await seqs([[id], { criteria: 'crane' }])).toEqual([])
    expect(await seqs([[id], { criteria: 'lift' }])).toEqual([1])
    expect(await seqs([[id], { criteria: 'lift', has: ['alert'] }])).toEqual([1])
    expect(await seqs([[id], { criteria: 'another' }])).toEqual([2])
  })

  test('[P19.5] what was removed or purged is not found, and what was replaced by its new words, in the same commit already', async () => {
    const { id } = await room()
    const posts = ['one tide', 'two tides', 'three tides', 'four tides', 'five tides'].map((chat) =>
      saying(id, { chat }),
    )
    const [first, second, third] = posts
    if (!first || !second || !third) throw new Error('There are posts.')
    await append(exam.store, posts)
    expect(await seqs([[id], { criteria: 'tide' }])).toEqual([5, 4, 3, 2, 1])
    const redact = { kind: 'redact' as const, target: targetOf(third), notBefore: 0 }
    const replace = { kind: 'replace' as const, target: targetOf(second) }
    await append(exam.store, [
      saying(id, { kind: 'redact', amends: redact }),
      saying(id, { kind: 'replace', chat: 'calm tide', author: POOL, amends: replace }),
    ])
    expect(await seqs([[id], { criteria: 'tide' }])).toEqual([5, 4, 2, 1])
    expect(await seqs([[id], { criteria: 'two' }])).toEqual([])
    const { rows } = await exam.store.searchPosts(question([id], { criteria: 'calm' }))
    expect(rows).toMatchObject([{ seq: 2, author: POOL, signed: expect.stringContaining('calm') }])
    await append(exam.store, [saying(id, { kind: 'purge', amends: { kind: 'purge', upTo: 4 } })])
    expect(await seqs([[id], { criteria: 'tide' }])).toEqual([5])
  })

  test('[P19.5] what was changed, removed or replaced before it got into the index is found as it is now', async () => {
    const { id } = await room()
    const posts = ['one gale', 'two gales', 'three gales', 'four gales'].map((chat) =>
      saying(id, { chat, alert: true }),
    )
    const [first, second, third] = posts.map(targetOf)
    if (!first || !second || !third) throw new Error('There are posts.')
    await append(exam.store, posts)
    await append(exam.store, [
      saying(id, { kind: 'edit', chat: 'a breeze', amends: { kind: 'edit', target: first, notBefore: 0 } }),
      saying(id, { kind: 'redact', amends: { kind: 'redact', target: second, notBefore: 0 } }),
      saying(id, {
        kind: 'replace',
        chat: 'a calm',
        author: POOL,
        amends: { kind: 'replace', target: third },
      }),
    ])
    expect(await seqs([[id], { criteria: 'gale' }])).toEqual([4])
    expect(await seqs([[id], { criteria: 'breeze', has: ['alert'] }])).toEqual([1])
    expect(await seqs([[id], { criteria: 'calm' }])).toEqual([3])
    expect(await seqs([[id], { criteria: 'calm', has: ['alert'] }])).toEqual([])
  })

  test('[P19.4] what a category does not keep is not indexed', async () => {
    const { id } = await room(false)
    await append(exam.store, [
      saying(id, { chat: 'kept tide' }),
      saying(id, { chat: 'fleeting tide', fleeting: true }),
    ])
    expect(await seqs([[id], { criteria: 'tide' }])).toEqual([1])
  })

  test('[P19.3] rooms, authors, moments and what a post has narrow it down', async () => {
    const [one, other] = [await room(), await room()]
    const bob = 'sip:bob@quay.example'
    await append(exam.store, [
      saying(one.id, { chat: 'tide table https://tide.example/now' }),
      saying(one.id, { chat: 'tide and time', author: bob }),
      saying(one.id, { chat: 'long read', title: 'Tide and time' }),
    ])
    await append(exam.store, [saying(other.id, { chat: 'tide at the other pier' })], NOW + 1000)
    const both = [one.id, other.id]
    const found = async (more: object) => {
      const { rows } = await exam.store.searchPosts(question(both, { criteria: 'tide', ...more }))
      return rows.map(({ roomId, seq }) => (roomId === one.id ? seq : -seq))
    }
    expect(await found({})).toEqual([-1, 3, 2, 1])
    expect(await found({ order: 'oldest' })).toEqual([1, 2, 3, -1])
    expect(await found({ roomIds: [other.id] })).toEqual([-1])
    expect(await found({ roomIds: [] })).toEqual([])
    expect(await found({ authors: [bob] })).toEqual([2])
    expect(await found({ has: ['link'] })).toEqual([1])
    expect(await found({ has: ['story'] })).toEqual([3])
    expect(await found({ from: NOW + 1 })).toEqual([-1])
    expect(await found({ to: NOW + 1000 })).toEqual([3, 2, 1])
    const many = Array.from({ length: 100 }, (_, at) => 1_000_000 + at)
    expect(await found({ roomIds: [...many, one.id] })).toEqual([3, 2, 1])
  })

  test('[P19.3] among many rooms common and rare words are found alike', async () => {
    const { id } = await room()
    const posts = Array.from({ length: 90 }, (_, at) =>
      saying(id, { chat: at % 3 === 0 ? 'tide ebb' : 'tide' }),
    )
    await append(exam.store, posts)
    const rooms = [...Array.from({ length: 30 }, (_, at) => 2_000_000 + at), id]
    const all = Array.from({ length: 90 }, (_, at) => 90 - at)
    const ebb = all.filter((seq) => seq % 3 === 1)
    const found = async (asked: object) => {
      const { rows } = await exam.store.searchPosts(question(rooms, { criteria: 'tide', ...asked }))
      return rows.map(({ seq }) => seq)
    }
    expect(await found({})).toEqual(all)
    expect(await found({ order: 'oldest', limit: 5 })).toEqual([1, 2, 3, 4, 5])
    expect(await found({ criteria: 'ebb' })).toEqual(ebb)
    expect(await found({ criteria: 'ebb', roomIds: rooms.slice(0, -1) })).toEqual([])
    const { last } = await exam.store.searchPosts(question(rooms, { criteria: 'ebb', limit: 10 }))
    expect(await found({ criteria: 'ebb', beyond: last })).toEqual(ebb.slice(10))
  })

  test('[P19.6] pages follow one another without a hole or a repeat, and the first counts them all', async () => {
    const { id } = await room()
    await append(
      exam.store,
      Array.from({ length: 25 }, (_, at) => saying(id, { chat: `tide ${at}` })),
    )
    const seen: number[] = []
    for (let beyond: number | undefined, page = 0; page < 4; page += 1) {
      const asked = question([id], { criteria: 'tide', limit: 10, beyond })
      const found = await exam.store.searchPosts(asked)
      if (page === 0) expect(found.count).toBe(25)
      seen.push(...found.rows.map(({ seq }) => seq))
      beyond = found.last
      if (beyond === undefined) break
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, at) => 25 - at))
  })

  test('a room that is removed leaves nothing in the index', async () => {
    const { id, uri } = await room()
    await append(exam.store, [saying(id, { chat: 'sunken tide' })])
    expect(await seqs([[id], { criteria: 'sunken' }])).toEqual([1])
    await exam.store.removeRoom({ uri, by: null, at: NOW })
    expect(await seqs([[id], { criteria: 'sunken' }])).toEqual([])
    const words = async () => (await exam.store.unusedWords({ after: 'sunke', limit: 1 })).last
    expect(await words()).toBe('sunken')
    await sweepLexicon(exam.store)
    expect(await words()).not.toBe('sunken')
  })
}
