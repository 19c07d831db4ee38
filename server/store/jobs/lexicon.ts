// Letting go of words that are in no post any more: a list of them tells what was purged. Small pieces, so that posting
// goes on between them.

import { PostgresAdapter, sql } from 'kysely'
import { type Db, type DbAlone, reads, writes, writesAlone } from '../job.ts'
import { LEXICON_DOUBT, partsOf } from '../search/lexicon.ts'
import { readMeta } from './meta.ts'

const PAGES_AT_ONCE = 200
/** What a merge changes that finds nothing to do. */
const IDLE_CHANGES = 1

const isPostgres = (db: Db) => db.getExecutor().adapter instanceof PostgresAdapter

async function unusedWords(db: Db, { after, limit }: { after: string; limit: number }) {
  const rows = await db
    .selectFrom('search_words')
    .select('word')
    .where('word', '>', after)
    .orderBy('word')
    .limit(limit)
    .execute()
  const words = rows.map(({ word }) => word)
  return { unused: await unusedOf(db, words), last: words.length < limit ? undefined : words.at(-1) }
}

async function unusedOf(db: Db, words: readonly string[]): Promise<string[]> {
  if (isPostgres(db)) return unusedInPostgres(db, words)
  const unused: string[] = []
  for (const word of words) {
    const found = sql`select 1 from search_terms where search_terms match ${`"${word}"`} limit 1`
    if ((await found.execute(db)).rows.length === 0) unused.push(word)
  }
  return unused
}

async function unusedInPostgres(db: Db, words: readonly string[]): Promise<string[]> {
  // By the index, whatever the statistics say of a common word.
  await sql`set local enable_seqscan = off`.execute(db)
  const { rows } = await sql<{ word: string }>`
    select word from unnest(${words}::text[]) as asked (word)
    where not exists (select from search_docs where terms @> array[asked.word collate "C"])`.execute(db)
  return rows.map(({ word }) => word)
}

/** Asked once more while nothing is indexed: one of them may have been said meanwhile. */
async function forgetWords(db: DbAlone, { words }: { words: readonly string[] }): Promise<number> {
  const gone = await unusedOf(db, words)
  if (gone.length === 0) return 0
  const parts = gone.flatMap(partsOf)
  if (parts.length > 0)
    await db.deleteFrom('search_parts').where('part', 'in', parts).where('word', 'in', gone).execute()
  await db.deleteFrom('search_words').where('word', 'in', gone).execute()
  return gone.length
}

/** SQLite's index keeps the words of what was removed until its pieces are merged. @returns whether it is done */
async function mergeIndex(db: Db, { isFirst }: { isFirst: boolean }): Promise<boolean> {
  if (isPostgres(db)) return true
  const before = await changes(db)
  const pages = sql.lit(isFirst ? -PAGES_AT_ONCE : PAGES_AT_ONCE)
  await sql`insert into search_terms (search_terms, rank) values ('merge', ${pages})`.execute(db)
  return (await changes(db)) - before <= IDLE_CHANGES
}

async function changes(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select total_changes() as count`.execute(db)
  return rows[0]?.count ?? 0
}

export const lexiconJobs = {
  /** Which removal was the last since the lexicon was looked through. */
  lexiconDoubt: reads(async (db, _: Record<string, never>) => readMeta(db, LEXICON_DOUBT)),
  unusedWords: reads(unusedWords),
  forgetWords: writesAlone(forgetWords),
  mergeIndex: writes(mergeIndex),
  /** Unless more was removed since. */
  trustLexicon: writes(async (db, { doubt }: { doubt: string }) => {
    await db.deleteFrom('meta').where('key', '=', LEXICON_DOUBT).where('value', '=', doubt).execute()
  }),
}
