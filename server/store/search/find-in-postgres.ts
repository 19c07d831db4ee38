// The index of posts on PostgreSQL. Its inverted index gives all posts at once, in no order: right for few, and slow for
// what every tenth post has. There the posts themselves are gone through, newest first, until there are enough.

import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../job.ts'
import { ROOMS_IN_INDEX } from './asked.ts'
import { type DocQuery, type DocRow, direction, than, within } from './doc-query.ts'

/** A group of more terms than this is a part of a word mostly: its statistics mislead PostgreSQL. */
const WIDE = 16
/** So many posts are looked at first, to see how many of them fit. */
const PROBED = 4_000
/** When more of them fit, going through the posts is faster than the inverted index. */
const FITTING_OFTEN = PROBED / 50
/** Terms in one question to the inverted index: each post that it finds is compared with all of them. */
const TERMS_AT_ONCE = 8

export async function findInPostgres(db: Db, query: DocQuery): Promise<DocRow[]> {
  if (!query.groups.some(isWide)) return ask(db, query, { source: sql`search_docs`, having: byIndex })
  const { beyond, order, limit } = query
  const after = beyond === undefined ? sql`` : sql`where doc ${than(order)} ${beyond}`
  const first = sql`(select * from search_docs ${after} order by doc ${direction(order)} limit ${PROBED})`
  const probed = await ask(db, query, { source: first, having: oneByOne })
  if (probed.length === limit) return probed
  if (probed.length >= FITTING_OFTEN) return ask(db, query, { source: sql`search_docs`, having: oneByOne })
  await sql`set local enable_seqscan = off`.execute(db)
  return ask(db, query, { source: sql`search_docs`, having: byIndex, isSorted: true })
}

type Group = readonly string[]
type How = { source: RawBuilder<unknown>; having(group: Group): RawBuilder<unknown>; isSorted?: boolean }

const isWide = (group: Group) => group.length > WIDE

async function ask(db: Db, query: DocQuery, { source, having, isSorted }: How): Promise<DocRow[]> {
  const { order, beyond, roomIds, groups, limit } = query
  const groupsHad = sql.join(
    groups.map((group) => sql`and ${having(group)}`),
    sql` `,
  )
  const rooms = roomIds.length > ROOMS_IN_INDEX ? sql`and docs.room_id = any(${roomIds}::int[])` : sql``
  const after = beyond === undefined ? sql`` : sql`and docs.doc ${than(order)} ${beyond}`
  const { rows } =
    await sql<DocRow>`select docs.doc, docs.room_id, docs.seq, docs.shown from ${source} as docs
    where true ${groupsHad} ${rooms} ${after} ${within(query)}
    order by docs.doc ${isSorted ? sql`+ 0` : sql``} ${direction(order)} limit ${limit}`.execute(db)
  return rows
}

/** Each post's terms are looked up in a table of the group's. */
function oneByOne(group: Group): RawBuilder<unknown> {
  if (!isWide(group)) return byIndex(group)
  return sql`exists (select from unnest(docs.terms) as term where term = any(${group}::text[]))`
}

function byIndex(group: Group): RawBuilder<unknown> {
  if (group.length === 1) return sql`docs.terms @> ${group}::text[]`
  if (!isWide(group)) return sql`docs.terms && ${group}::text[]`
  const some: RawBuilder<unknown>[] = []
  for (let at = 0; at < group.length; at += TERMS_AT_ONCE)
    some.push(sql`docs.terms && ${group.slice(at, at + TERMS_AT_ONCE)}::text[]`)
  return sql`(${sql.join(some, sql` or `)})`
}
