// Posts that wait to be put into the search's index: a commit only notes them, so that nobody's posting waits for words.

import { type Kysely, sql } from 'kysely'
import { columnTypes } from './column-types.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  const types = columnTypes(db)
  await db.schema
    .createTable('search_due')
    .addColumn('id', types.longKey, types.counted)
    .addColumn('room_id', 'integer', (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .alterTable('search_words')
    .addColumn('parted', 'integer', (c) => c.notNull().defaultTo(1))
    .execute()
  await noteEarlierPosts(db)
}

/** What was stored before there was an index, by its time. */
async function noteEarlierPosts(db: Kysely<unknown>): Promise<void> {
  await sql`insert into search_due (room_id, seq)
    select room_id, seq from entries
    where kind in ('chat', 'edit', 'replace') and gone is null and fleeting = 0 and not exists (
      select 1 from search_docs as docs
      where docs.room_id = entries.room_id and docs.seq = coalesce(entries.target, entries.seq))
    order by ts, room_id, seq`.execute(db)
}
