// Cases, and which of them a hold belongs to.

import type { Kysely } from 'kysely'
import { columnTypes } from '../migrations/column-types.ts'

export async function addCases(db: Kysely<unknown>): Promise<void> {
  const types = columnTypes(db)
  await db.schema
    .createTable('cases')
    .addColumn('id', types.text, (c) => c.primaryKey())
    .addColumn('name', types.text, (c) => c.notNull().unique())
    .addColumn('description', types.text, (c) => c.notNull())
    .addColumn('search', types.text, (c) => c.notNull())
    .addColumn('by', types.text, (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('closed_at', 'bigint')
    .addColumn('closed_by', types.text)
    .execute()
  await db.schema.alterTable('holds').addColumn('case_id', types.text).execute()
}
