// Groups of people, add-ins, and what managing rooms needs: a revision that grows with each change, who made and changed a
// room, names as they look.

import { type Kysely, sql } from 'kysely'
import { looksOf } from '#shared/text.ts'
import { type ColumnTypes, columnTypes } from './column-types.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  const types = columnTypes(db)
  await createGroups(db, types)
  await createAddIns(db, types)
  await extendRooms(db, types)
  await db.schema.createIndex('invitations_moment').on('invitations').column('created_at').execute()
}

async function createGroups(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('groups')
    .addColumn('principal', types.text, (c) => c.primaryKey())
    .addColumn('name', types.text, (c) => c.notNull())
    .addColumn('name_folded', types.text, (c) => c.notNull().unique())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('group_members')
    .addColumn('principal', types.text, (c) => c.notNull().references('groups.principal').onDelete('cascade'))
    .addColumn('person', types.text, (c) => c.notNull().references('people.uri'))
    .addPrimaryKeyConstraint('group_members_pk', ['principal', 'person'])
    .execute()
  await db.schema.createIndex('group_members_person').on('group_members').column('person').execute()
}

async function createAddIns(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('add_ins')
    .addColumn('id', types.text, (c) => c.primaryKey())
    .addColumn('name', types.text, (c) => c.notNull())
    .addColumn('name_folded', types.text, (c) => c.notNull().unique())
    .addColumn('url', types.text, (c) => c.notNull())
    .addColumn('grants', types.text, (c) => c.notNull())
    .execute()
}

async function extendRooms(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await db.schema
    .alterTable('rooms')
    .addColumn('revision', 'bigint', (c) => c.notNull().defaultTo(1))
    .execute()
  await db.schema.alterTable('rooms').addColumn('created_by', types.text).execute()
  await db.schema.alterTable('rooms').addColumn('updated_by', types.text).execute()
  await db.schema.alterTable('rooms').addColumn('updated_at', 'bigint').execute()
  for (const table of ['rooms', 'categories']) {
    await db.schema.alterTable(table).addColumn('name_looks', types.text).execute()
    const rows = await sql<{ id: number; name: string }>`select id, name from ${sql.table(table)}`.execute(db)
    for (const { id, name } of rows.rows)
      await sql`update ${sql.table(table)} set name_looks = ${looksOf(name)} where id = ${id}`.execute(db)
    await db.schema.createIndex(`${table}_looks`).on(table).column('name_looks').execute()
  }
}
