// Asks the index for places of posts, newest or oldest first: the one question of searching that each database has its
// own words for.

import { PostgresAdapter, type RawBuilder, sql } from 'kysely'
import type { Db } from '../job.ts'
import { type Groups, ROOMS_IN_INDEX } from './asked.ts'

export type DocQuery = {
  groups: Groups
  roomIds: number[]
  from?: number | undefined
  to?: number | undefined
  order: 'newest' | 'oldest'
  /** Behind this one, in the order asked. */
  beyond?: number | undefined
  limit: number
}
export type Doc = { doc: number; roomId: number; seq: number; shown: number }

export async function findDocs(db: Db, query: DocQuery): Promise<Doc[]> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter
  // PostgreSQL takes a long list for something that most posts have, and looks through all of them, row by row.
  if (isPostgres && isWide(query)) await sql`set local enable_seqscan = off`.execute(db)
  const { rows } = await (isPostgres ? inPostgres(query) : inSqlite(query)).execute(db)
  return rows.map(({ doc, room_id, seq, shown }) => ({
    doc: Number(doc),
    roomId: room_id,
    seq: Number(seq),
    shown: Number(shown),
  }))
}

/** A group of more terms than this: a part of a word, mostly. */
const WIDE = 16

type Row = { doc: number; room_id: number; seq: number; shown: number }

function inSqlite(query: DocQuery): RawBuilder<Row> {
  const { order, beyond, roomIds, groups, limit } = query
  const rowid = sql.raw(groups.length === 0 ? 'docs.doc' : 'search_terms.rowid')
  const source =
    groups.length === 0
      ? sql`search_docs as docs where true`
      : sql`search_terms join search_docs as docs on docs.doc = search_terms.rowid
          where search_terms match ${matchText(groups)}`
  const rooms =
    roomIds.length > ROOMS_IN_INDEX
      ? sql`and docs.room_id in (select value from json_each(${JSON.stringify(roomIds)}))`
      : sql``
  const after = beyond === undefined ? sql`` : sql`and ${rowid} ${than(order)} ${beyond}`
  return sql<Row>`select docs.doc, docs.room_id, docs.seq, docs.shown from ${source}
    ${after} ${rooms} ${within(query)} order by ${rowid} ${direction(order)} limit ${limit}`
}

/** Terms have no quotes in them. */
function matchText(groups: Groups): string {
  return groups.map((group) => `(${group.map((term) => `"${term}"`).join(' OR ')})`).join(' AND ')
}

function inPostgres(query: DocQuery): RawBuilder<Row> {
  const { order, beyond, roomIds, groups, limit } = query
  const having = groups.map((group) =>
    group.length === 1 ? sql`and docs.terms @> ${group}::text[]` : sql`and docs.terms && ${group}::text[]`,
  )
  const rooms = roomIds.length > ROOMS_IN_INDEX ? sql`and docs.room_id = any(${roomIds}::int[])` : sql``
  const after = beyond === undefined ? sql`` : sql`and docs.doc ${than(order)} ${beyond}`
  return sql<Row>`select docs.doc, docs.room_id, docs.seq, docs.shown from search_docs as docs
    where true ${sql.join(having, sql` `)} ${rooms} ${after} ${within(query)}
    order by docs.doc ${isWide(query) ? sql`+ 0` : sql``} ${direction(order)} limit ${limit}`
}

function isWide({ groups }: DocQuery): boolean {
  return groups.some((group) => group.length > WIDE)
}

function within({ from, to }: DocQuery): RawBuilder<unknown> {
  const since = from === undefined ? sql`` : sql`and docs.ts >= ${from}`
  return to === undefined ? since : sql`${since} and docs.ts < ${to}`
}

const direction = (order: DocQuery['order']) => sql.raw(order === 'newest' ? 'desc' : 'asc')
const than = (order: DocQuery['order']) => sql.raw(order === 'newest' ? '<' : '>')
