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

/** A filter with its value, a phrase, or a word. */
const TOKEN = /(?:(\p{L}+):)?(?:"([^"]*)"|“([^”]*)”|«([^»]*)»|„([^“”]*)[“”])|(\S+)/gu
const FILTER = /^(\p{L}+):(.+)$/u
const DAY = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/

/** Filters may be typed in the languages of the app. */
const FILTERS = new Map<string, 'from' | 'in' | 'before' | 'after' | 'has'>([
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
  for (const [whole, name, ...rest] of text.matchAll(TOKEN)) {
    const quoted = rest.slice(0, 4).find((each) => each !== undefined)
    const plain = FILTER.exec(whole)
    const [filter, value] = quoted === undefined ? [plain?.[1], plain?.[2]] : [name, quoted]
    if (filter !== undefined && value && takeFilter(query, filter.toLowerCase(), value.trim())) continue
    if (quoted === undefined) query.terms.push(whole)
    else if (quoted.trim() !== '') query.phrases.push(quoted.trim())
  }
  return query
}

/** The words and phrases again, as a search's criteria. */
export function criteriaOf({ terms, phrases }: Query): string {
  return [...terms, ...phrases.map((phrase) => `"${phrase}"`)].join(' ')
}

function takeFilter(query: Query, typed: string, value: string): boolean {
  const filter = FILTERS.get(typed)
  switch (filter) {
    case undefined:
      return false
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
