// What stands in the search box: filters put in, taken out, suggested and named, with quotes where a name needs them.

import 'fake-indexeddb/auto'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { meantBy } from '#shared/search/names.ts'
import { filtersIn, parseQuery } from '#shared/search/query.ts'

// The page's language is asked for before the first import of what speaks it.
vi.stubGlobal('navigator', { languages: ['ru-RU'] })
const { speak } = await import('../../../client/i18n/language.ts')
const text = await import('../../../client/components/search-text.ts')

const people = [
  { uri: 'sip:ada@harbour.example', displayName: 'Ada Okafor' },
  { uri: 'sip:boris.k@harbour.example', displayName: 'Борис Кузнецов' },
]
const rooms = [
  { uri: 'ma-chan://1', guid: '1', name: 'Berth planning' },
  { uri: 'ma-chan://2', guid: '2', name: 'Ops' },
]
const today = new Date(2026, 2, 1, 0, 30)

function suggested(typed: string): string[] {
  const asked = text.filterAt(typed, typed.length)
  return asked === undefined
    ? []
    : text.suggestionsFor(asked, { people, rooms, today }).map((one) => one.text)
}

beforeAll(async () => {
  await speak('en')
})

describe('a filter at the caret', () => {
  it.each([
    ['ships from:', ['me', 'ada', 'boris.k']],
    ['from:кузн', ['boris.k']],
    ['from:ada ', []],
    ['in:ops', ['Ops']],
    ['in:"ber', ['"Berth planning"']],
    ['в:ber', ['"Berth planning"']],
    ['after:', ['2026-03-01', '2026-02-28', '2026-02-22', '2026-02-01', '2025-03-01']],
    ['before:yest', ['2026-02-28']],
    ['has:sto', ['story']],
    ['ships', []],
    ['https:', []],
  ])('%s', (typed, expected) => {
    expect(suggested(typed)).toEqual(expected)
  })

  it('is replaced whole, the open quote too', () => {
    expect(text.filterAt('a in:"ber', 9)).toEqual({ filter: 'in', query: 'ber', from: 5, to: 9 })
  })
})

describe('the words for filters', () => {
  it('are those of the language on screen, and both are understood', async () => {
    expect(text.withFilter('ships', 'from', 'ada')).toBe('ships from:ada')
    await speak('ru')
    expect(text.withFilter('ships', 'in', 'Berth planning')).toBe('ships в:"Berth planning"')
    expect(
      text.suggestionsFor({ filter: 'has', query: 'сс', from: 0, to: 0 }, { people, rooms, today }),
    ).toEqual([expect.objectContaining({ text: 'ссылка' })])
    await speak('en')
  })

  it.each(['Ops night', 'Berth planning', 'The "Pole star"', '«Севморпуть» и "Полюс"', 'a “b” «c»'])(
    'find the room %s again as it was quoted',
    (name) => {
      const { in: typed, terms } = parseQuery(`x in:${text.quoted(name)} y`)
      const named = (one: string) => [one]
      expect(meantBy(typed[0] ?? '', ['Ops', 'Berth', 'Pole', 'c', name], named)).toEqual([name])
      expect(terms).toEqual(['x', 'y'])
    },
  )
})

describe('taking out', () => {
  const typed = 'ships from:ada in:"Berth planning" "red light" has:nothing'

  it('one filter leaves the rest as it was', () => {
    const [from, room] = filtersIn(typed)
    expect(from && text.withoutPart(typed, from)).toBe('ships in:"Berth planning" "red light" has:nothing')
    expect(room && text.withoutPart(typed, room)).toBe('ships from:ada "red light" has:nothing')
    expect(filtersIn(typed)).toHaveLength(2)
  })

  it('all of them leaves the words', () => {
    expect(text.withoutFilters(typed)).toBe('ships "red light" has:nothing')
    expect(text.withoutFilters(typed, ['in'])).toBe('ships from:ada "red light" has:nothing')
  })
})
