// What people are called, folded and indexed: five hundred pasted names are found without reading everybody's for each.

import type { Kysely } from 'kysely'
import { fold } from '#shared/text.ts'
import { columnTypes } from './column-types.ts'

type People = { people: { uri: string; display_name: string; called: string } }

export async function up(db: Kysely<unknown>): Promise<void> {
  const types = columnTypes(db)
  await db.schema
    .alterTable('people')
    .addColumn('called', types.text, (c) => c.notNull().defaultTo(''))
    .execute()
  const people = (db as Kysely<People>).selectFrom('people').select(['uri', 'display_name'])
  for (const { uri, display_name } of await people.execute())
    await call(db as Kysely<People>, uri, display_name)
  await db.schema.createIndex('people_called').on('people').column('called').execute()
}

async function call(db: Kysely<People>, uri: string, displayName: string): Promise<void> {
  await db
    .updateTable('people')
    .set({ called: fold(displayName) })
    .where('uri', '=', uri)
    .execute()
}
