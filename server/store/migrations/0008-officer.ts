// Compliance officers: a right of its own, which administrators do not have by being such.

import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('people')
    .addColumn('officer', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
}
