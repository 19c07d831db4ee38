// Reads what a person types into the search box: words, "phrases", and from: in: before: after: has: before a value.
// A name that is no filter, or a filter whose value makes no sense, is a word like any other.

import { HAS, type Has } from './said.ts'

export type Query = {
  terms: string[]
  phrases: string[]
  /** Names of people, as typed. */
  from: string[]
  /** Names of rooms, as typed. */
  in: string[]
  /** Days, ISO: posts of days before this one. */
  before?: string
  /** Posts of this day and later ones. */
  after?: string
  has: Has[]
}

export type Filter = 'from' | 'in' | 'before' | 'after' | 'has'
/** One filter as it stands in what was typed. */
export type FilterPart = { filter: Filter; value: string; from: number; to: number }

/** A filter with its value, a phrase, or a word. */
const TOKEN = /(?:(\p{L}+):)?(?:"([^"]*)"|“([^”]*)”|«([^»]*)»|„([^“”]*)[“”])|(\S+)/gu
const FILTER = /^(\p{L}+):(.+)$/u
const DAY = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/

/** Filters may be typed in the languages of the app. */
const FILTERS = new Map<string, Filter>([
  ['from', 'from'],
  ['in', 'in'],
  ['before', 'before'],
  ['after', 'after'],
  ['has', 'has'],
  ['от', 'from'],
  ['в', 'in'],
  ['до', 'before'],
  ['после', 'after'],
  ['есть', 'has'],
])
const HAS_WORDS = new Map<string, Has>([
  ...HAS.map((each) => [each, each] as const),
  ['ссылка', 'link'],
  ['файл', 'file'],
  ['статья', 'story'],
  ['важное', 'alert'],
  ['упоминание', 'mention'],
])

export function parseQuery(text: string): Query {
  const query: Query = { terms: [], phrases: [], from: [], in: [], has: [] }
  for (const token of tokensOf(text)) {
    if (isFilter(token) && takeFilter(query, token.filter, token.value)) continue
    if (token.quoted === undefined) query.terms.push(token.whole)
    else if (token.quoted.trim() !== '') query.phrases.push(token.quoted.trim())
  }
  return query
}

/** The filters that make sense, each with its place, for whoever wants to show or take out one of them. */
export function filtersIn(text: string): FilterPart[] {
  const query: Query = { terms: [], phrases: [], from: [], in: [], has: [] }
  return tokensOf(text)
    .filter(isFilter)
    .filter(({ filter, value }) => takeFilter(query, filter, value))
    .map(({ filter, value, whole, from }) => ({ filter, value, from, to: from + whole.length }))
}

export function filterNamed(typed: string): Filter | undefined {
  return FILTERS.get(typed.toLowerCase())
}

type Token = {
  whole: string
  quoted: string | undefined
  filter: Filter | undefined
  value: string
  from: number
}

function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKEN)].map(({ 0: whole, 1: name, index: from, ...found }) => {
    const quoted = [found[2], found[3], found[4], found[5]].find((each) => each !== undefined)
    const plain = FILTER.exec(whole)
    const [typed = '', value = ''] = quoted === undefined ? [plain?.[1], plain?.[2]] : [name, quoted]
    return { whole, quoted, filter: filterNamed(typed), value: value.trim(), from }
  })
}

function isFilter(token: Token): token is Token & { filter: Filter } {
  return token.filter !== undefined && token.value !== ''
}

/** The words and phrases again, as a search's criteria. */
export function criteriaOf({ terms, phrases }: Query): string {
  return [...terms, ...phrases.map((phrase) => `"${phrase}"`)].join(' ')
}

function takeFilter(query: Query, filter: Filter, value: string): boolean {
  switch (filter) {
    case 'from':
    case 'in':
      query[filter].push(value)
      return true
    case 'before':
    case 'after': {
      const day = dayIn(value)
      if (day !== undefined) query[filter] = day
      return day !== undefined
    }
    case 'has': {
      const has = HAS_WORDS.get(value.toLowerCase())
      if (has && !query.has.includes(has)) query.has.push(has)
      return has !== undefined
    }
  }
}

/** A year or a month stands for its first day. */
function dayIn(value: string): string | undefined {
  const [, year, month = '1', day = '1'] = DAY.exec(value) ?? []
  if (year === undefined) return undefined
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const time = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(iso) ? iso : undefined
}
