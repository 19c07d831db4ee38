// What roams with a person: markers that can go back, preferences, and names in the form in which they are looked for.

import type { Kysely } from 'kysely'
import { personFolded } from '../person-folded.ts'
import { columnTypes } from './column-types.ts'

type People = { people: { uri: string; username: string; display_name: string; folded: string } }

export async function up(db: Kysely<unknown>): Promise<void> {
  const types = columnTypes(db)
  await db.schema
    .alterTable('markers')
    .addColumn('generation', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute()
  await db.schema
    .createTable('prefs')
    .addColumn('person', types.text, (c) => c.notNull())
    .addColumn('label', types.text, (c) => c.notNull())
    .addColumn('seqid', 'bigint', (c) => c.notNull())
    .addColumn('content', types.text, (c) => c.notNull())
    .addColumn('bytes', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('prefs_pk', ['person', 'label'])
    .execute()
  await db.schema.createIndex('prefs_seqid').unique().on('prefs').columns(['person', 'seqid']).execute()
  await db.schema
    .alterTable('people')
    .addColumn('folded', types.text, (c) => c.notNull().defaultTo(''))
    .execute()
  await foldPeople(db as Kysely<People>)
  await db.schema.createIndex('presence_instance').on('presence').columns(['instance', 'name']).execute()
}

async function foldPeople(db: Kysely<People>): Promise<void> {
  const people = await db.selectFrom('people').select(['uri', 'username', 'display_name']).execute()
  for (const { uri, username, display_name } of people) {
    const folded = personFolded({ username, displayName: display_name })
    await db.updateTable('people').set({ folded }).where('uri', '=', uri).execute()
  }
}
