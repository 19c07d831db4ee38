// Finds events in the archive: by who, where, when, what, and by words, which all must be there in one form or another. The newest
// come first, a page at a time. What was let go is not found.

import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely'
import { matches, type Wanted, wantedOf } from '#shared/search/wanted.ts'
import type { ArchiveDb } from './open-archive.ts'
import { rarestOf, saidAll, saidBy } from './said-by.ts'
import type { ArchiveTables } from './tables.ts'
import { textIn } from './words.ts'

/** Where a page ended. */
export type Place = { at: number; number: number }
export type ArchiveQuestion = {
  /** Words, and "phrases" that must stand so. */
  words?: string | undefined
  person?: string | undefined
  /** Null for what belongs to no room. */
  room?: string | null | undefined
  from?: number | undefined
  /** The first moment that is too late. */
  to?: number | undefined
  kinds?: readonly string[] | undefined
  /** The next page behind this place. */
  beyond?: Place | undefined
  limit: number
}
export type FoundEvent = Place & { room: string | null; event: string }
export type Found = {
  events: FoundEvent[]
  /** Null when there are no more. */
  next: Place | null
}
/** `isExact` is false where counting went on for too long: there are more. */
export type Total = { count: number; isExact: boolean }

/** Beyond these another way is faster, or it is better to ask whether to go on. */
export type SearchBounds = {
  total: number
  /** Of a phrase, so many events that have its words are read for one page. */
  read: number
  readAtOnce: number
  /** A word that more events have is looked for by time. */
  rare: number
}
const BOUNDS: SearchBounds = { total: 1_000, read: 2_000, readAtOnce: 200, rare: 20_000 }

export async function searchArchive(
  db: ArchiveDb,
  question: ArchiveQuestion,
  bounds = BOUNDS,
): Promise<Found> {
  const { stems, phrases } = lookFor(question.words)
  const events: FoundEvent[] = []
  let place = question.beyond
  for (let read = 0; ; ) {
    const limit = phrases ? bounds.readAtOnce : question.limit
    const page = await candidates(db, { ...question, beyond: place, limit: limit + 1 }, { stems, bounds })
    for (const found of page.slice(0, limit)) {
      // Whether anything follows is known only when it is there.
      if (events.length === question.limit) return { events, next: place ?? null }
      place = { at: found.at, number: found.number }
      if (says(phrases, found)) events.push(found)
    }
    read += limit
    if (page.length <= limit) return { events, next: null }
    if (events.length === question.limit || read >= bounds.read) return { events, next: place ?? null }
  }
}

export async function countInArchive(
  db: ArchiveDb,
  question: ArchiveQuestion,
  bounds = BOUNDS,
): Promise<Total> {
  const { stems, phrases } = lookFor(question.words)
  const whole = { ...question, beyond: undefined, limit: bounds.total }
  if (phrases) {
    const { events, next } = await searchArchive(db, whole, bounds)
    return { count: events.length, isExact: next === null }
  }
  const some = await asked(db, { ...whole, limit: bounds.total + 1 }, { stems, bounds })
  const { count } = await db
    .selectFrom(some.select('events.number').as('some'))
    .select((eb) => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  return { count: Math.min(Number(count), bounds.total), isExact: Number(count) <= bounds.total }
}

type How = { stems: readonly string[]; bounds: SearchBounds }
type Looked = {
  /** All must be there; null where what was asked for has no words. */
  stems: string[]
  phrases: Wanted | undefined
}

function lookFor(words = ''): Looked {
  const wanted = wantedOf({ criteria: words, matchAll: true })
  const stems = [...wanted.terms, ...wanted.phrases.flat()].map(({ stem }) => stem)
  // Signs alone are asked for, and said by nobody.
  if (stems.length === 0 && !wanted.isAnything) return { stems: [''], phrases: undefined }
  const phrases = wanted.phrases.length === 0 ? undefined : { ...wanted, terms: [] }
  return { stems: [...new Set(stems)], phrases }
}

const says = (phrases: Wanted | undefined, { event }: FoundEvent) =>
  phrases === undefined || matches(phrases, textIn(event))

async function candidates(db: ArchiveDb, question: ArchiveQuestion, how: How): Promise<FoundEvent[]> {
  const query = await asked(db, question, how)
  const rows = await query.select(['events.number', 'events.at', 'events.room', 'events.event']).execute()
  return rows.map(({ number, at, room, event }) => ({
    ...{ number: Number(number), at: Number(at), room, event: event ?? '' },
  }))
}

async function asked(db: ArchiveDb, question: ArchiveQuestion, { stems, bounds }: How) {
  const { limit, beyond } = question
  const rare = await rarestOf(db, { stems, most: bounds.rare }, question)
  return db
    .selectFrom('events')
    .where('events.event', 'is not', null)
    .where((eb) => eb.and(conditions(eb, question)))
    .$if(beyond !== undefined, (query) => query.where(isBeyond(beyond ?? { at: 0, number: 0 })))
    .$if(rare !== undefined, (query) =>
      query.where('events.number', 'in', (eb) => saidBy(eb, { stems, rare: rare ?? '' }, question)),
    )
    .$if(rare === undefined && stems.length > 0, (query) => query.where((eb) => eb.and(saidAll(eb, stems))))
    .orderBy('events.at', 'desc')
    .orderBy('events.number', 'desc')
    .limit(limit)
}

const isBeyond = ({ at, number }: Place) =>
  sql<SqlBool>`(${sql.ref('events.at')}, ${sql.ref('events.number')}) < (${at}, ${number})`

function conditions(
  eb: ExpressionBuilder<ArchiveTables, 'events'>,
  { person, room, from, to, kinds }: ArchiveQuestion,
): ExpressionWrapper<ArchiveTables, 'events', SqlBool>[] {
  return [
    ...(person === undefined ? [] : [eb('events.person', '=', person)]),
    ...(room === undefined ? [] : [eb('events.room', room === null ? 'is' : '=', room)]),
    ...(from === undefined ? [] : [eb('events.at', '>=', from)]),
    ...(to === undefined ? [] : [eb('events.at', '<', to)]),
    ...(kinds === undefined ? [] : [eb('events.kind', 'in', kinds)]),
  ]
}
