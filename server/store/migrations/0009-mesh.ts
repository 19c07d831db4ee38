// Membership tickets that are out, so that it is known whose are to be called void when rights change, and those that were.

import type { Kysely } from 'kysely'
import { columnTypes } from './column-types.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  const types = columnTypes(db)
  await db.schema
    .createTable('mesh_tickets')
    .addColumn('room_id', 'integer', (c) => c.notNull().references('rooms.id').onDelete('cascade'))
    .addColumn('device', types.text, (c) => c.notNull())
    .addColumn('person', types.text, (c) => c.notNull())
    .addColumn('may_post', 'integer', (c) => c.notNull())
    .addColumn('exp', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('mesh_tickets_pk', ['room_id', 'device'])
    .execute()
  await db.schema.createIndex('mesh_tickets_person').on('mesh_tickets').column('person').execute()
  await db.schema
    .createTable('mesh_revoked')
    .addColumn('room_id', 'integer', (c) => c.notNull().references('rooms.id').onDelete('cascade'))
    .addColumn('device', types.text, (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('mesh_revoked_pk', ['room_id', 'device'])
    .execute()
}
