// The index of posts by their words, and of words by their parts and forms. SQLite keeps the words of posts in a full-text
// table, PostgreSQL in an inverted index; the words themselves are cut and stemmed by shared code, so both find the same.

import { type Kysely, PostgresAdapter, sql } from 'kysely'
import { type ColumnTypes, columnTypes } from './column-types.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  const types = columnTypes(db)
  await createWords(db, types)
  await createDocs(db, types)
  if (db.getExecutor().adapter instanceof PostgresAdapter) await createTermsOfPostgres(db)
  else await createTermsOfSqlite(db)
}

/** Each word once, whatever the number of posts that hold it: parts and forms cost space by the vocabulary. */
async function createWords(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  // A table of keys alone would be stored twice by SQLite.
  const form = db.getExecutor().adapter instanceof PostgresAdapter ? sql`` : sql`without rowid`
  await db.schema
    .createTable('search_words')
    .addColumn('word', types.text, (c) => c.primaryKey())
    .addColumn('stem', types.text, (c) => c.notNull())
    .modifyEnd(form)
    .execute()
  await db.schema.createIndex('search_words_stem').on('search_words').columns(['stem', 'word']).execute()
  await db.schema
    .createTable('search_parts')
    .addColumn('part', types.text, (c) => c.notNull())
    .addColumn('word', types.text, (c) => c.notNull())
    .addPrimaryKeyConstraint('search_parts_pk', ['part', 'word'])
    .modifyEnd(form)
    .execute()
}

async function createDocs(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('search_docs')
    .addColumn('doc', types.longKey, types.counted)
    .addColumn('room_id', 'integer', (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('shown', 'bigint', (c) => c.notNull())
    .addColumn('ts', 'bigint', (c) => c.notNull())
    .addColumn('alert', 'integer', (c) => c.notNull())
    .addUniqueConstraint('search_docs_place', ['room_id', 'seq'])
    .execute()
  await db.schema.createIndex('search_docs_ts').on('search_docs').column('ts').execute()
}

async function createTermsOfSqlite(db: Kysely<unknown>): Promise<void> {
  await sql`create virtual table search_terms using fts5(
    terms, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars ':@.-_'")`.execute(
    db,
  )
}

/** What was added lately is looked through as it is; so the list of it is kept short. */
async function createTermsOfPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`alter table search_docs add column terms text[] collate "C" not null`.execute(db)
  await sql`create index search_docs_terms on search_docs using gin (terms)
    with (gin_pending_list_limit = 512)`.execute(db)
}
