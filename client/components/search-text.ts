// What stands in the search box, as text: filters put in and taken out of it, and what the one at the caret could say.
// The text is the whole truth of a search, so it can be typed, linked to and come back to.

import { type Filter, type FilterPart, filterNamed, filtersIn } from '#shared/search/query.ts'
import type { Has } from '#shared/search/said.ts'
import { usernameOf } from '#shared/uri.ts'
import { t } from '../i18n/language.ts'
import type { Completable } from './completing.ts'
import { fitOf } from './fuzzy.ts'
import type { KnownPerson, KnownRoom } from './mentions.ts'

export type AskedFilter = { filter: Filter; query: string; from: number; to: number }
type Suggested = Completable & { fit: number }

const SHOWN_MAX = 8
/** A filter whose value is being written, with or without a quote that is still open. */
const AT_CARET = /(?:^|\s)(\p{L}+):(?:["“„«]([^"“”„«»]*)|(\S*))$/u
const QUOTES: [open: string, close: string][] = [
  ['"', '"'],
  ['«', '»'],
  ['“', '”'],
]

/** Each filter by the word that the screen's language has for it. */
export function wordOf(filter: Filter): string {
  const words = { from: 'opFrom', in: 'opIn', after: 'opAfter', before: 'opBefore', has: 'opHas' } as const
  return t(words[filter])
}

/** A value as it has to be written behind a filter. */
export function quoted(value: string): string {
  if (!/[\s"“”„«»]/.test(value)) return value
  const pair = QUOTES.find(([open, close]) => !value.includes(open) && !value.includes(close))
  const [open, close] = pair ?? ['"', '"']
  return `${open}${pair ? value : value.replaceAll('"', ' ')}${close}`
}

export function withFilter(text: string, filter: Filter, value: string): string {
  return [text.trim(), `${wordOf(filter)}:${value === '' ? '' : quoted(value)}`].filter(Boolean).join(' ')
}

export function withoutPart(text: string, { from, to }: Pick<FilterPart, 'from' | 'to'>): string {
  return `${text.slice(0, from)} ${text.slice(to)}`.replaceAll(/\s+/g, ' ').trim()
}

export function withoutFilters(text: string, filters?: readonly Filter[]): string {
  return filtersIn(text)
    .filter(({ filter }) => filters?.includes(filter) ?? true)
    .toReversed()
    .reduce(withoutPart, text)
}

export function filterAt(text: string, caret: number): AskedFilter | undefined {
  const [whole, name = '', open, plain] = AT_CARET.exec(text.slice(0, caret)) ?? []
  const filter = filterNamed(name)
  if (whole === undefined || filter === undefined) return undefined
  const query = open ?? plain ?? ''
  return { filter, query, from: caret - query.length - (open === undefined ? 0 : 1), to: caret }
}

type Known = { people: readonly KnownPerson[]; rooms: readonly KnownRoom[]; today: Date }

export function suggestionsFor({ filter, query }: AskedFilter, known: Known): Completable[] {
  return candidates(filter, known)
    .flatMap((one): Suggested[] => {
      const fits = [one.name, one.aside, one.text].map((name) => fitOf(query, name))
      const fit = Math.max(...fits.map((each) => each ?? Number.NEGATIVE_INFINITY))
      return fit === Number.NEGATIVE_INFINITY ? [] : [{ ...one, fit }]
    })
    .toSorted((one, other) => other.fit - one.fit)
    .slice(0, SHOWN_MAX)
    .map(({ fit: _, ...completion }) => completion)
}

function candidates(filter: Filter, { people, rooms, today }: Known): Completable[] {
  switch (filter) {
    case 'from':
      return [me(), ...people.map(person)]
    case 'in':
      return rooms.map(({ uri, name }) => ({
        key: uri,
        uri,
        text: quoted(name),
        name,
        aside: '',
        look: 'room',
      }))
    case 'after':
    case 'before':
      return daysBack(today)
    case 'has':
      return (['link', 'story', 'alert', 'mention'] as const).map(kind)
  }
}

function me(): Completable {
  return { key: 'me', text: t('wordMe'), name: t('nameMe'), aside: '', look: 'word', icon: 'people' }
}

function person({ uri, displayName }: KnownPerson): Completable {
  const text = usernameOf(uri)
  return { key: uri, uri, text, name: displayName, aside: `@${text}`, look: 'person' }
}

const KINDS = {
  link: { word: 'wordLink', name: 'nameLink', icon: 'link' },
  file: { word: 'wordLink', name: 'nameFile', icon: 'copy' },
  story: { word: 'wordStory', name: 'nameStory', icon: 'story' },
  alert: { word: 'wordAlert', name: 'nameAlert', icon: 'alert' },
  mention: { word: 'wordMention', name: 'nameMention', icon: 'people' },
} as const

export function nameOfKind(has: Has): string {
  return t(KINDS[has].name)
}

function kind(has: Exclude<Has, 'file'>): Completable {
  const { word, name, icon } = KINDS[has]
  return { key: has, text: t(word), name: t(name), aside: '', look: 'word', icon }
}

function daysBack(today: Date): Completable[] {
  const back = (days: number, months = 0) =>
    isoDay(new Date(today.getFullYear(), today.getMonth() - months, today.getDate() - days))
  const days: [string, string][] = [
    [t('today'), back(0)],
    [t('yesterday'), back(1)],
    [t('weekAgo'), back(7)],
    [t('monthAgo'), back(0, 1)],
    [t('yearAgo'), back(0, 12)],
  ]
  return days.map(([name, text]) => ({ key: text, text, name, aside: text, look: 'word', icon: 'clock' }))
}

/** The day as it is here, not in Greenwich. */
function isoDay(date: Date): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
