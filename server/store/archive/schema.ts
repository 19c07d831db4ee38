// The archive's own numbered migrations.

import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { columnTypes } from '../migrations/column-types.ts'
import { addCases } from './cases-schema.ts'
import { addKeeping } from './keeping-schema.ts'

async function up(db: Kysely<unknown>): Promise<void> {
  const types = columnTypes(db)
  await db.schema
    .createTable('archive_meta')
    .addColumn('key', types.text, (c) => c.primaryKey())
    .addColumn('value', types.text, (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('events')
    .addColumn('number', types.longKey, (c) => c.primaryKey())
    .addColumn('origin', types.text, (c) => c.notNull())
    .addColumn('source', 'bigint', (c) => c.notNull())
    .addColumn('source_hash', types.bytes, (c) => c.notNull())
    .addColumn('hash', types.bytes, (c) => c.notNull())
    .addColumn('chain', types.bytes, (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('kind', types.text, (c) => c.notNull())
    .addColumn('room', types.text)
    .addColumn('person', types.text, (c) => c.notNull())
    .addColumn('post', types.text)
    .addColumn('event', types.text)
    .addUniqueConstraint('events_source', ['origin', 'source', 'source_hash'])
    .execute()
  for (const columns of [['room', 'number'], ['post']] as const)
    await db.schema
      .createIndex(`events_${columns[0]}`)
      .on('events')
      .columns([...columns])
      .execute()
  await createProof(db)
  await createAttendance(db)
  await createRuns(db)
}

async function createProof(db: Kysely<unknown>): Promise<void> {
  const types = columnTypes(db)
  await db.schema
    .createTable('nodes')
    .addColumn('level', 'integer', (c) => c.notNull())
    .addColumn('pos', 'bigint', (c) => c.notNull())
    .addColumn('hash', types.bytes, (c) => c.notNull())
    .addPrimaryKeyConstraint('nodes_pk', ['level', 'pos'])
    .execute()
  await db.schema
    .createTable('checkpoints')
    .addColumn('size', types.longKey, (c) => c.primaryKey())
    .addColumn('root', types.bytes, (c) => c.notNull())
    .addColumn('chain', types.bytes, (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('kid', types.text, (c) => c.notNull())
    .addColumn('sig', types.text, (c) => c.notNull())
    .execute()
}

async function createAttendance(db: Kysely<unknown>): Promise<void> {
  const types = columnTypes(db)
  await db.schema
    .createTable('attendance')
    .addColumn('session', types.text, (c) => c.notNull())
    .addColumn('room', types.text, (c) => c.notNull())
    .addColumn('person', types.text, (c) => c.notNull())
    .addColumn('device', types.text)
    .addColumn('service', types.text)
    .addColumn('joined_at', 'bigint', (c) => c.notNull())
    .addColumn('parted_at', 'bigint')
    .addPrimaryKeyConstraint('attendance_pk', ['session', 'room', 'joined_at'])
    .execute()
  await db.schema.createIndex('attendance_open').on('attendance').column('parted_at').execute()
}

async function createRuns(db: Kysely<unknown>): Promise<void> {
  const types = columnTypes(db)
  await db.schema
    .createTable('rooms')
    .addColumn('uri', types.text, (c) => c.primaryKey())
    .addColumn('details', types.text, (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('adapters')
    .addColumn('name', types.text, (c) => c.primaryKey())
    .addColumn('format', types.text, (c) => c.notNull())
    .addColumn('options', types.text, (c) => c.notNull())
    .addColumn('folder', types.text)
    .addColumn('taken', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('runs')
    .addColumn('adapter', types.text, (c) => c.primaryKey())
    .addColumn('from_number', 'bigint', (c) => c.notNull())
    .addColumn('to_number', 'bigint', (c) => c.notNull())
    .addColumn('planned_at', 'bigint', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('fault', types.text)
    .execute()
  await db.schema
    .createTable('lease')
    .addColumn('name', types.text, (c) => c.primaryKey())
    .addColumn('holder', types.text, (c) => c.notNull())
    .addColumn('until', 'bigint', (c) => c.notNull())
    .addColumn('fence', 'bigint', (c) => c.notNull())
    .execute()
}

async function addLives(db: Kysely<unknown>): Promise<void> {
  const types = columnTypes(db)
  await db.schema
    .createTable('lives')
    .addColumn('life', types.text, (c) => c.primaryKey())
    .addColumn('beats', 'bigint', (c) => c.notNull())
    .addColumn('seen_at', 'bigint', (c) => c.notNull())
    .execute()
}

export const archiveMigrations: Record<string, Migration> = {
  '0001-archive': { up },
  '0002-keeping': { up: addKeeping },
  '0003-lives': { up: addLives },
  '0004-cases': { up: addCases },
}
