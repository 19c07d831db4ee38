// What is held, how long the rest is kept, and by which words it is found. Indexes are over what was not let go: what is gone
// costs neither a search nor the next sweep anything.

import { type Kysely, PostgresAdapter, sql } from 'kysely'
import { columnTypes } from '../migrations/column-types.ts'

export async function addKeeping(db: Kysely<unknown>): Promise<void> {
  await createHolds(db)
  await createWords(db)
  for (const [name, columns] of [
    ['events_kept', ['at', 'number']],
    ['events_kept_room', ['room', 'at', 'number']],
    ['events_kept_person', ['person', 'at', 'number']],
    ['events_kept_kind', ['kind', 'at', 'number']],
  ] as const)
    await db.schema
      .createIndex(name)
      .on('events')
      .columns([...columns])
      .where(sql.ref('event'), 'is not', null)
      .execute()
  await db.schema.createIndex('attendance_room').on('attendance').columns(['room', 'joined_at']).execute()
}

async function createHolds(db: Kysely<unknown>): Promise<void> {
  const types = columnTypes(db)
  await db.schema
    .createTable('holds')
    .addColumn('id', types.text, (c) => c.primaryKey())
    .addColumn('name', types.text, (c) => c.notNull())
    .addColumn('person', types.text)
    .addColumn('room', types.text)
    .addColumn('from_at', 'bigint')
    .addColumn('to_at', 'bigint')
    .addColumn('reason', types.text, (c) => c.notNull())
    .addColumn('by', types.text, (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('released_at', 'bigint')
    .addColumn('released_by', types.text)
    .execute()
  // An open hold is called by its name.
  await db.schema
    .createIndex('holds_open')
    .on('holds')
    .column('name')
    .unique()
    .where(sql.ref('released_at'), 'is', null)
    .execute()
  await db.schema
    .createTable('retention')
    .addColumn('scope', types.text, (c) => c.notNull())
    .addColumn('name', types.text, (c) => c.notNull())
    .addColumn('keep_ms', 'bigint')
    .addPrimaryKeyConstraint('retention_pk', ['scope', 'name'])
    .execute()
}

async function createWords(db: Kysely<unknown>): Promise<void> {
  const types = columnTypes(db)
  // A table that is only its key.
  const form = db.getExecutor().adapter instanceof PostgresAdapter ? sql`` : sql`without rowid`
  // With the time, so that what is found comes in the order in which it happened, without being sorted.
  await db.schema
    .createTable('said')
    .addColumn('stem', types.text, (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('number', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('said_pk', ['stem', 'at', 'number'])
    .modifyEnd(form)
    .execute()
}
