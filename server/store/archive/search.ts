// Finds events in the archive: by who, where, when, what, and by words, which all must be there in one form or another. The newest
// come first, a page at a time. What was let go is not found.

import { matches, type Wanted, wantedOf } from '#shared/search/wanted.ts'
import { type Asked, askEvents, type Filters, isNarrowed, type Place } from './ask-events.ts'
import type { ArchiveDb } from './open-archive.ts'
import { catchUpWords, textIn } from './words.ts'

export type ArchiveQuestion = Filters & {
  /** Words, and "phrases" that must stand so. */
  words?: string | undefined
  limit: number
}
export type FoundEvent = Place & { room: string | null; event: string }
export type Found = {
  events: FoundEvent[]
  /** Null when there are no more. */
  next: Place | null
}
/** `isExact` is false where there are more: nobody counts millions for a number. */
export type Total = { count: number; isExact: boolean }

/** Beyond these another way is faster, or it is better to ask whether to go on. */
export type SearchBounds = {
  total: number
  /** Of a phrase, so many events that have its words are read for one page. */
  read: number
  readAtOnce: number
  /** A word that so many events have is looked for by time. */
  common: number
}
const BOUNDS: SearchBounds = { total: 1_000, read: 2_000, readAtOnce: 200, common: 20_000 }

export async function searchArchive(
  db: ArchiveDb,
  question: ArchiveQuestion,
  bounds = BOUNDS,
): Promise<Found> {
  const { stems, phrases } = lookFor(question.words)
  if (stems.length > 0) await catchUpWords(db)
  const limit = phrases ? bounds.readAtOnce : question.limit
  const events: FoundEvent[] = []
  let place = question.beyond
  for (let read = 0; ; ) {
    const asked = { ...question, stems, common: bounds.common, beyond: place, limit: limit + 1 }
    const page = await candidates(db, asked)
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
  if (stems.length > 0) await catchUpWords(db)
  let count = 0
  for (const each of byKind({ ...whole, stems, common: bounds.common }))
    if (count <= bounds.total) count += await countOf(db, { ...each, limit: bounds.total + 1 - count })
  return { count: Math.min(count, bounds.total), isExact: count <= bounds.total }
}

async function countOf(db: ArchiveDb, asked: Asked): Promise<number> {
  const some = await askEvents(db, asked)
  const { count } = await db
    .selectFrom(some.as('some'))
    .select((eb) => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

async function candidates(db: ArchiveDb, asked: Asked): Promise<FoundEvent[]> {
  const found: FoundEvent[] = []
  for (const each of byKind(asked))
    for (const { number, at, room, event } of await (await askEvents(db, each)).execute())
      found.push({ number: Number(number), at: Number(at), room, event: event ?? '' })
  return found.sort((one, other) => other.at - one.at || other.number - one.number).slice(0, asked.limit)
}

/** Of each kind there is an index in its order, of several together there is none. */
function byKind(asked: Asked): Asked[] {
  const { kinds } = asked
  if (kinds === undefined) return [asked]
  return isNarrowed(asked) && kinds.length > 0
    ? [asked]
    : [...new Set(kinds)].map((kind) => ({ ...asked, kinds: [kind] }))
}

type Looked = {
  /** All must be there. */
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
