// Asks the index for places of posts, newest or oldest first: the one question of searching that each database has its
// own words for.

import { PostgresAdapter, type RawBuilder, sql } from 'kysely'
import type { Db } from '../job.ts'
import { type Groups, ROOMS_IN_INDEX } from './asked.ts'
import { type DocQuery, type DocRow, direction, than, within } from './doc-query.ts'
import { findInPostgres } from './find-in-postgres.ts'

export type Doc = { doc: number; roomId: number; seq: number; shown: number }

export async function findDocs(db: Db, query: DocQuery): Promise<Doc[]> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter
  const rows = isPostgres ? await findInPostgres(db, query) : (await inSqlite(query).execute(db)).rows
  return rows.map(({ doc, room_id, seq, shown }) => ({
    doc: Number(doc),
    roomId: room_id,
    seq: Number(seq),
    shown: Number(shown),
  }))
}

function inSqlite(query: DocQuery): RawBuilder<DocRow> {
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
  return sql<DocRow>`select docs.doc, docs.room_id, docs.seq, docs.shown from ${source}
    ${after} ${rooms} ${within(query)} order by ${rowid} ${direction(order)} limit ${limit}`
}

/** Terms have no quotes in them. */
function matchText(groups: Groups): string {
  return groups.map((group) => `(${group.map((term) => `"${term}"`).join(' OR ')})`).join(' AND ')
}
