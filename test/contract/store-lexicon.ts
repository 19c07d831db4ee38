// The words that search knows: which of them have parts, and that none outlives the last post that holds it.

import { expect, test } from 'vitest'
import { sweepLexicon } from '../../server/channel/lexicon-sweep.ts'
import { NEW_PARTED_PER_POST } from '../../server/store/search/lexicon.ts'
import { addCategory, addRoom, append, type Exam } from './examinee.ts'
import { question, saying, targetOf } from './searching.ts'

/** No two of them share a part of three letters with another. */
const rareWord = (at: number) => `${String.fromCodePoint(0x4e00 + at)}xq${at}`

export function examineLexicon(exam: Exam): void {
  async function room() {
    return addRoom(exam.store, `Pier ${Math.random()}`, {
      categoryUri: await addCategory(exam.store, `Berth ${Math.random()}`),
    })
  }
  async function seqs(asked: Parameters<typeof question>) {
    const { rows } = await exam.store.searchPosts(question(...asked))
    return rows.map(({ seq }) => seq)
  }

  test('of very many new words in one post the parts of some are found when they are said again', async () => {
    const { id } = await room()
    const words = Array.from({ length: NEW_PARTED_PER_POST + 2 }, (_, at) => rareWord(at))
    await append(exam.store, [saying(id, { chat: words.join(' ') })])
    const [first = '', last = ''] = [words.at(0), words.at(-1)]
    expect(await seqs([[id], { criteria: first.slice(1) }])).toEqual([1])
    expect(await seqs([[id], { criteria: last }])).toEqual([1])
    expect(await seqs([[id], { criteria: last.slice(0, 3) }]), 'its beginning').toEqual([1])
    expect(await seqs([[id], { criteria: last.slice(1) }])).toEqual([])
    await append(exam.store, [saying(id, { chat: last })])
    expect(await seqs([[id], { criteria: last.slice(1) }])).toEqual([2, 1])
  })

  test('[P19.8] words that are in no post any more leave the lexicon, and come back with the next post that has them', async () => {
    const { id } = await room()
    const [first, second] = [saying(id, { chat: 'tide zanzibar' }), saying(id, { chat: 'tide zanzibars' })]
    await append(exam.store, [first, second, saying(id, { chat: 'high tide' })])
    await exam.store.indexed()
    await sweepLexicon(exam.store)
    const redact = { kind: 'redact' as const, target: targetOf(first), notBefore: 0 }
    await append(exam.store, [saying(id, { kind: 'redact', amends: redact })])
    const unused = () => exam.store.unusedWords({ after: '', limit: 10_000 })
    expect(await unused()).toEqual({ unused: ['zanzibar'], last: undefined })
    await sweepLexicon(exam.store)
    expect(await unused()).toEqual({ unused: [], last: undefined })
    await append(exam.store, [saying(id, { kind: 'purge', amends: { kind: 'purge', upTo: 2 } })])
    expect(await unused()).toEqual({ unused: ['zanzibars'], last: undefined })
    await sweepLexicon(exam.store)
    expect(await unused()).toEqual({ unused: [], last: undefined })
    await append(exam.store, [saying(id, { chat: 'zanzibar' })])
    expect(await seqs([[id], { criteria: 'nzib' }])).toEqual([6])
    expect(await seqs([[id], { criteria: 'ide' }])).toEqual([3])
  })

  test('words of a commit that failed are found when they are said again', async () => {
    const { id } = await room()
    const post = saying(id, { chat: 'unheard words' })
    const broken = { ...saying(id, { chat: 'broken' }), kind: null as unknown as string }
    await expect(append(exam.store, [saying(id, { chat: 'unheard words' }), broken])).rejects.toThrow()
    await append(exam.store, [post])
    expect(await seqs([[id], { criteria: 'heard' }])).toEqual([1])
  })
}
