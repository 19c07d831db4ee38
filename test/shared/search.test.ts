// Words, word forms, the search box and snippets: what both ends share of searching.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { criteriaOf, parseQuery } from '#shared/search/query.ts'
import { snippetOf } from '#shared/search/snippet.ts'
import { stemOf } from '#shared/search/stem.ts'
import { matches, wantedOf } from '#shared/search/wanted.ts'
import { distinctWords, WORD_CHARS, wordsIn } from '#shared/search/words.ts'

describe('words', () => {
  test('are folded runs of letters, marks and digits, cut where they are too long', () => {
    expect(distinctWords('Ёлка, ЕЛКА! R-24 ﬁne')).toEqual(['елка', 'r', '24', 'fine'])
    expect(distinctWords('a'.repeat(WORD_CHARS + 1))).toEqual(['a'.repeat(WORD_CHARS), 'a'])
  })

  test('are the same by the short way for plain letters as by the long one', () => {
    const plain = fc.string({ unit: 'binary-ascii', maxLength: 80 })
    fc.assert(
      fc.property(fc.oneof(plain, fc.string({ maxLength: 80 })), (text) => {
        expect(distinctWords(text)).toEqual([...new Set(wordsIn(text).map(({ word }) => word))])
      }),
    )
  })

  test.each([
    ['harbour harbours harboured harbouring'],
    ['ship ships shipping shipped'],
    ['city cities'],
    ['care cared cares caring'],
    ['гавань гавани гаваней гаванью гаванях'],
    ['корабль корабля корабли кораблей кораблями'],
    ['красивый красивая красивого красивыми'],
    ['сообщение сообщения сообщений сообщением'],
  ])('%s are forms of one word', (forms) => {
    expect(new Set(forms.split(' ').map(stemOf)).size).toBe(1)
  })

  test('of different meaning stay apart', () => {
    expect(new Set(['ship', 'shop', 'sheep', 'гавань', 'гавот'].map(stemOf)).size).toBe(5)
  })
})

describe('the search box', () => {
  test('takes filters in both languages, phrases and words apart', () => {
    expect(parseQuery('from:ada in:"Harbour control" before:2026-05 has:link груз "красный свет"')).toEqual({
      ...{ terms: ['груз'], phrases: ['красный свет'], from: ['ada'], in: ['Harbour control'] },
      ...{ before: '2026-05-01', has: ['link'] },
    })
    expect(parseQuery('от:ada после:2026-02-03 есть:файл')).toMatchObject({
      ...{ from: ['ada'], after: '2026-02-03', has: ['file'], terms: [] },
    })
  })

  test('takes for a word what is no filter, or makes no sense as one', () => {
    const terms = ['foo:bar', 'http://tide.example', 'has:wings', 'before:2026-02-31', 'in:']
    expect(parseQuery(terms.join(' '))).toEqual({ terms, phrases: [], from: [], in: [], has: [] })
    expect(criteriaOf(parseQuery('груз "красный свет"'))).toBe('груз "красный свет"')
  })
})

describe('a snippet', () => {
  const text = fc.array(fc.constantFrom('ships', 'at', 'the', '😀', 'harbour', 'гавани,', '\n'), {
    maxLength: 120,
  })

  test('is a piece of the text as it was written, with hits where the matcher has them', () => {
    let hits = 0
    fc.assert(
      fc.property(text, fc.constantFrom('ship', 'гавань', '"the harbour"'), (words, criteria) => {
        const whole = words.join(' ')
        const wanted = wantedOf({ criteria })
        const parts = snippetOf(wanted, whole)
        const shown = parts.map((part) => part.text).join('')
        expect(whole).toContain(shown.replace(/^…/, '').replace(/…$/, ''))
        expect(shown.isWellFormed()).toBe(true)
        const isHit = parts.some(({ hit }) => hit)
        expect(isHit).toBe(matches(wanted, whole))
        hits += isHit ? 1 : 0
      }),
      { numRuns: 200 },
    )
    expect(hits).toBeGreaterThan(20)
  })
})
