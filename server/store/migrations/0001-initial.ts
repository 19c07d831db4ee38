// The first schema. Column types are those that SQLite and PostgreSQL both understand.

import { type Kysely, sql } from 'kysely'
import { createAuthTables } from './auth-tables.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  await createAuthTables(db)
  await createPeople(db)
  await createRooms(db)
  await createEntries(db)
  await createPersonal(db)
  await createComplianceQueue(db)
}

async function createPeople(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('meta')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('people')
    .addColumn('uri', 'text', (c) => c.primaryKey())
    .addColumn('username', 'text', (c) => c.notNull().unique())
    .addColumn('display_name', 'text', (c) => c.notNull())
    .addColumn('admin', 'integer', (c) => c.notNull())
    .addColumn('disabled', 'integer', (c) => c.notNull())
    .addColumn('auth_user', 'text', (c) => c.notNull().unique())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('devices')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('person', 'text', (c) => c.notNull().references('people.uri'))
    .addColumn('public_key', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('dtls_fingerprint', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('retired_at', 'bigint')
    .execute()
  await db.schema.createIndex('devices_person').on('devices').column('person').execute()
  await db.schema
    .createTable('pool_keys')
    .addColumn('kid', 'text', (c) => c.primaryKey())
    .addColumn('public_key', 'text', (c) => c.notNull())
    .addColumn('private_key', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
}

async function createRooms(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('categories')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('uri', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('name_folded', 'text', (c) => c.notNull().unique())
    .addColumn('description', 'text', (c) => c.notNull())
    .addColumn('invitations', 'integer', (c) => c.notNull())
    .addColumn('file_upload', 'integer', (c) => c.notNull())
    .addColumn('chat_history', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('category_scope')
    .addColumn('category_id', 'integer', (c) => c.notNull().references('categories.id').onDelete('cascade'))
    .addColumn('list', 'text', (c) => c.notNull())
    .addColumn('principal', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('category_scope_pk', ['category_id', 'list', 'principal'])
    .execute()
  await db.schema
    .createTable('rooms')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('uri', 'text', (c) => c.notNull().unique())
    .addColumn('category_id', 'integer', (c) => c.notNull().references('categories.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('name_folded', 'text', (c) => c.notNull().unique())
    .addColumn('description', 'text', (c) => c.notNull())
    .addColumn('description_folded', 'text', (c) => c.notNull())
    .addColumn('privacy', 'text', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('invitations', 'integer', (c) => c.notNull())
    .addColumn('add_in', 'text')
    .addColumn('disabled', 'integer', (c) => c.notNull())
    .addColumn('head', 'bigint', (c) => c.notNull())
    .addColumn('chain', 'blob' as never, (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('rooms_category').on('rooms').column('category_id').execute()
  await db.schema
    .createTable('room_roles')
    .addColumn('room_id', 'integer', (c) => c.notNull().references('rooms.id').onDelete('cascade'))
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('principal', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('room_roles_pk', ['room_id', 'role', 'principal'])
    .execute()
  await db.schema
    .createIndex('room_roles_principal')
    .on('room_roles')
    .columns(['principal', 'role'])
    .execute()
}

async function createEntries(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('entries')
    .addColumn('room_id', 'integer', (c) => c.notNull().references('rooms.id'))
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('device', 'text', (c) => c.notNull())
    .addColumn('dseq', 'bigint', (c) => c.notNull())
    .addColumn('author', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('ts', 'bigint', (c) => c.notNull())
    .addColumn('via', 'text', (c) => c.notNull())
    .addColumn('hash', 'blob' as never, (c) => c.notNull())
    .addColumn('chain', 'blob' as never, (c) => c.notNull())
    .addColumn('signed', 'text')
    .addColumn('sig', 'text')
    .addColumn('gone', 'text')
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

async function createPersonal(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('presence')
    .addColumn('person', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('instance', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('presence_pk', ['person', 'name', 'instance'])
    .execute()
  await db.schema
    .createTable('presence_versions')
    .addColumn('person', 'text', (c) => c.primaryKey())
    .addColumn('version', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('markers')
    .addColumn('person', 'text', (c) => c.notNull())
    .addColumn('room_id', 'integer', (c) => c.notNull().references('rooms.id').onDelete('cascade'))
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('markers_pk', ['person', 'room_id'])
    .execute()
  await db.schema
    .createTable('invitations')
    .addColumn('person', 'text', (c) => c.notNull())
    .addColumn('room_id', 'integer', (c) => c.notNull().references('rooms.id').onDelete('cascade'))
    .addColumn('invite_id', 'bigint', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('invitations_pk', ['person', 'room_id'])
    .addUniqueConstraint('invitations_count', ['person', 'invite_id'])
    .execute()
}

async function createComplianceQueue(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('compliance_queue')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('room', 'text')
    .addColumn('person', 'text', (c) => c.notNull())
    .addColumn('device', 'text')
    .addColumn('seq', 'bigint')
    .addColumn('post', 'text')
    .addColumn('body', 'text', (c) => c.notNull())
    .execute()
}
