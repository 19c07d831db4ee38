// Entries about earlier ones: which post they are about, so that what became of a post is found by an index. And until
// when its author may change it.

import { type Kysely, sql } from 'kysely'
import { columnTypes } from './column-types.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  const types = columnTypes(db)
  await db.schema.alterTable('entries').addColumn('target', 'bigint').execute()
  await db.schema.alterTable('entries').addColumn('emoji', types.text).execute()
  await db.schema.alterTable('entries').addColumn('is_on', 'integer').execute()
  await sql`create index entries_target on entries (room_id, target) where target is not null`.execute(db)
  await sql`create index entries_amending on entries (room_id, seq) where kind <> 'chat'`.execute(db)
  await db.schema.alterTable('categories').addColumn('edit_minutes', 'integer').execute()
}
