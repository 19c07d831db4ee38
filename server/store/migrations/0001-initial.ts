// The first schema. Column types are those that SQLite and PostgreSQL both understand, or a word for each.

import { type Kysely, sql } from 'kysely'
import { createAuthTables } from './auth-tables.ts'
import { type ColumnTypes, columnTypes } from './column-types.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  const types = columnTypes(db)
  await createAuthTables(db, types)
  await createPeople(db, types)
  await createRooms(db, types)
  await createEntries(db, types)
  await createPersonal(db, types)
  await createComplianceQueue(db, types)
}

async function createPeople(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('meta')
    .addColumn('key', types.text, (c) => c.primaryKey())
    .addColumn('value', types.text, (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('people')
    .addColumn('uri', types.text, (c) => c.primaryKey())
    .addColumn('username', types.text, (c) => c.notNull().unique())
    .addColumn('display_name', types.text, (c) => c.notNull())
    .addColumn('admin', 'integer', (c) => c.notNull())
    .addColumn('disabled', 'integer', (c) => c.notNull())
    .addColumn('auth_user', types.text, (c) => c.notNull().unique())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('devices')
    .addColumn('id', types.text, (c) => c.primaryKey())
    .addColumn('person', types.text, (c) => c.notNull().references('people.uri'))
    .addColumn('public_key', types.text, (c) => c.notNull().unique())
    .addColumn('name', types.text, (c) => c.notNull())
    .addColumn('dtls_fingerprint', types.text)
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('retired_at', 'bigint')
    .execute()
  await db.schema.createIndex('devices_person').on('devices').column('person').execute()
  await db.schema
    .createTable('pool_keys')
    .addColumn('kid', types.text, (c) => c.primaryKey())
    .addColumn('public_key', types.text, (c) => c.notNull())
    .addColumn('private_key', types.text, (c) => c.notNull())
    .addColumn('state', types.text, (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
}

async function createRooms(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('categories')
    .addColumn('id', 'integer', types.counted)
    .addColumn('uri', types.text, (c) => c.notNull().unique())
    .addColumn('name', types.text, (c) => c.notNull())
    .addColumn('name_folded', types.text, (c) => c.notNull().unique())
    .addColumn('description', types.text, (c) => c.notNull())
    .addColumn('invitations', 'integer', (c) => c.notNull())
    .addColumn('file_upload', 'integer', (c) => c.notNull())
    .addColumn('chat_history', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('category_scope')
    .addColumn('category_id', 'integer', (c) => c.notNull().references('categories.id').onDelete('cascade'))
    .addColumn('list', types.text, (c) => c.notNull())
    .addColumn('principal', types.text, (c) => c.notNull())
    .addPrimaryKeyConstraint('category_scope_pk', ['category_id', 'list', 'principal'])
    .execute()
  await db.schema
    .createTable('rooms')
    .addColumn('id', 'integer', types.counted)
    .addColumn('uri', types.text, (c) => c.notNull().unique())
    .addColumn('category_id', 'integer', (c) => c.notNull().references('categories.id'))
    .addColumn('name', types.text, (c) => c.notNull())
    .addColumn('name_folded', types.text, (c) => c.notNull().unique())
    .addColumn('description', types.text, (c) => c.notNull())
    .addColumn('description_folded', types.text, (c) => c.notNull())
    .addColumn('privacy', types.text, (c) => c.notNull())
    .addColumn('type', types.text, (c) => c.notNull())
    .addColumn('invitations', 'integer', (c) => c.notNull())
    .addColumn('add_in', types.text)
    .addColumn('disabled', 'integer', (c) => c.notNull())
    .addColumn('head', 'bigint', (c) => c.notNull())
    .addColumn('chain', types.bytes, (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('rooms_category').on('rooms').column('category_id').execute()
  await db.schema
    .createTable('room_roles')
    .addColumn('room_id', 'integer', (c) => c.notNull().references('rooms.id').onDelete('cascade'))
    .addColumn('role', types.text, (c) => c.notNull())
    .addColumn('principal', types.text, (c) => c.notNull())
    .addPrimaryKeyConstraint('room_roles_pk', ['room_id', 'role', 'principal'])
    .execute()
  await db.schema
    .createIndex('room_roles_principal')
    .on('room_roles')
    .columns(['principal', 'role'])
    .execute()
}

async function createEntries(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('entries')
    .addColumn('room_id', 'integer', (c) => c.notNull().references('rooms.id'))
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('id', types.text, (c) => c.notNull())
    .addColumn('device', types.text, (c) => c.notNull())
    .addColumn('dseq', 'bigint', (c) => c.notNull())
    .addColumn('author', types.text, (c) => c.notNull())
    .addColumn('kind', types.text, (c) => c.notNull())
    .addColumn('ts', 'bigint', (c) => c.notNull())
    .addColumn('via', types.text, (c) => c.notNull())
    .addColumn('hash', types.bytes, (c) => c.notNull())
    .addColumn('chain', types.bytes, (c) => c.notNull())
    .addColumn('signed', types.text)
    .addColumn('sig', types.text)
    .addColumn('gone', types.text)
    .addColumn('fleeting', 'integer', (c) => c.notNull())
    .addColumn('fork', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('entries_pk', ['room_id', 'seq'])
    .addUniqueConstraint('entries_device_id', ['device', 'id'])
    .execute()
  await db.schema
    .createIndex('entries_device_dseq')
    .on('entries')
    .columns(['device', 'room_id', 'dseq'])
    .execute()
  await sql`create index entries_fleeting on entries (ts) where fleeting = 1 and gone is null`.execute(db)
}

async function createPersonal(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('presence')
    .addColumn('person', types.text, (c) => c.notNull())
    .addColumn('name', types.text, (c) => c.notNull())
    .addColumn('instance', types.text, (c) => c.notNull())
    .addPrimaryKeyConstraint('presence_pk', ['person', 'name', 'instance'])
    .execute()
  await db.schema
    .createTable('presence_versions')
    .addColumn('person', types.text, (c) => c.primaryKey())
    .addColumn('version', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('markers')
    .addColumn('person', types.text, (c) => c.notNull())
    .addColumn('room_id', 'integer', (c) => c.notNull().references('rooms.id').onDelete('cascade'))
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('markers_pk', ['person', 'room_id'])
    .execute()
  await db.schema
    .createTable('invitations')
    .addColumn('person', types.text, (c) => c.notNull())
    .addColumn('room_id', 'integer', (c) => c.notNull().references('rooms.id').onDelete('cascade'))
    .addColumn('invite_id', 'bigint', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('invitations_pk', ['person', 'room_id'])
    .addUniqueConstraint('invitations_count', ['person', 'invite_id'])
    .execute()
}

async function createComplianceQueue(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('compliance_queue')
    .addColumn('id', types.longKey, types.counted)
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('kind', types.text, (c) => c.notNull())
    .addColumn('room', types.text)
    .addColumn('person', types.text, (c) => c.notNull())
    .addColumn('device', types.text)
    .addColumn('seq', 'bigint')
    .addColumn('post', types.text)
    .addColumn('body', types.text, (c) => c.notNull())
    .execute()
}
