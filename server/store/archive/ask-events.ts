// A question to the archive as SQL. Where one of its words is rare, that word's events are gone through; where all are common, all
// events are, by time, until the page is full, which is soon. Both come in their order without being sorted.

import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely'
import type { ArchiveDb } from './open-archive.ts'
import type { ArchiveTables } from './tables.ts'

/** Where a page ended. */
export type Place = { at: number; number: number }
export type Filters = {
  person?: string | undefined
  /** Null for what belongs to no room. */
  room?: string | null | undefined
  from?: number | undefined
  /** The first moment that is too late. */
  to?: number | undefined
  /** Any of these. */
  kinds?: readonly string[] | undefined
  /** The next page behind this place. */
  beyond?: Place | undefined
}
export type Asked = Filters & {
  /** An event has them all. */
  stems: readonly string[]
  /** A word that so many events have is not rare. */
  common: number
  limit: number
}

type Condition = Expression<SqlBool>
type Word = { stem: string; count: number }

const COLUMNS = ['events.number', 'events.at', 'events.room', 'events.event'] as const
const eb = expressionBuilder<ArchiveTables, 'events' | 'said'>()

/** The newest first. */
export async function askEvents(db: ArchiveDb, asked: Asked) {
  const rare = await rarestOf(db, asked)
  return rare === undefined ? byTime(db, asked) : byWord(db, asked, rare)
}

function byTime(db: ArchiveDb, { stems, limit, ...filters }: Asked) {
  return db
    .selectFrom('events')
    .where(eb.and([...within('events', filters), ...matching({ stems, ...filters }), ...saying(stems)]))
    .select(COLUMNS)
    .orderBy('events.at', 'desc')
    .orderBy('events.number', 'desc')
    .limit(limit)
}

/** A cross join is one that SQLite goes through in this order. */
function byWord(db: ArchiveDb, { stems, limit, ...filters }: Asked, rare: string) {
  const others = stems.filter((stem) => stem !== rare)
  return db
    .selectFrom('said')
    .crossJoin('events')
    .where('said.stem', '=', rare)
    .whereRef('events.number', '=', 'said.number')
    .where(eb.and([...within('said', filters), ...matching({ stems, ...filters }), ...saying(others)]))
    .select(COLUMNS)
    .orderBy('said.at', 'desc')
    .orderBy('said.number', 'desc')
    .limit(limit)
}

/** @returns the rarest word, unless it is common within the time */
async function rarestOf(db: ArchiveDb, { stems, common, ...filters }: Asked): Promise<string | undefined> {
  const words: Word[] = []
  for (const stem of stems) {
    const some = db
      .selectFrom('said')
      .select('said.number')
      .where('said.stem', '=', stem)
      .where(eb.and(within('said', filters)))
      .limit(common)
    const { count } = await db
      .selectFrom(some.as('some'))
      .select((own) => own.fn.countAll().as('count'))
      .executeTakeFirstOrThrow()
    words.push({ stem, count: Number(count) })
  }
  const [rarest] = words.sort((one, other) => one.count - other.count)
  return rarest && rarest.count < common ? rarest.stem : undefined
}

function within(table: 'events' | 'said', { from, to, beyond }: Filters): Condition[] {
  const at = sql.ref(`${table}.at`)
  const number = sql.ref(`${table}.number`)
  return [
    ...(from === undefined ? [] : [sql<SqlBool>`${at} >= ${from}`]),
    ...(to === undefined ? [] : [sql<SqlBool>`${at} < ${to}`]),
    ...(beyond === undefined ? [] : [sql<SqlBool>`(${at}, ${number}) < (${beyond.at}, ${beyond.number})`]),
  ]
}

/** Whether there is a better way to the events than by their kind, of which there may be very many. */
export function isNarrowed({ person, room, stems }: Pick<Asked, 'person' | 'room' | 'stems'>): boolean {
  return person !== undefined || room !== undefined || stems.length > 0
}

function matching({ person, room, kinds, stems }: Filters & Pick<Asked, 'stems'>): Condition[] {
  const kind = sql.ref<string>('events.kind')
  // An index is not used for something made of its column.
  const ofKind = isNarrowed({ person, room, stems }) ? sql<string>`(${kind} || '')` : kind
  return [
    eb('events.event', 'is not', null),
    ...(person === undefined ? [] : [eb('events.person', '=', person)]),
    ...(room === undefined ? [] : [eb('events.room', room === null ? 'is' : '=', room)]),
    ...(kinds === undefined ? [] : [eb(ofKind, 'in', kinds)]),
  ]
}

/** Asked of one event after the other. PostgreSQL would make a join of `exists`, and go through everything before the first. */
function saying(stems: readonly string[]): Condition[] {
  return stems.map((stem) => {
    const said = eb
      .selectFrom('said as also')
      .select('also.number')
      .where('also.stem', '=', stem)
      .whereRef('also.at', '=', 'events.at')
      .whereRef('also.number', '=', 'events.number')
    return eb(said, 'is not', null)
  })
}
