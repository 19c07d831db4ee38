// Puts posts into the index that were stored before there was one: by their time, in the order in which they came.

import { CompiledQuery, type Kysely, PostgresAdapter, sql } from 'kysely'
import { readSigned } from '#shared/post.ts'
import { type Terms, termsOf } from '#shared/search/index-terms.ts'
import { saidIn } from '#shared/search/said.ts'
import { ADD_DOCS, ADD_PARTS, ADD_WORDS } from '../postgres/search-statements.ts'
import type { Tables } from '../tables.ts'
import { createKnownWords, type LexiconRows, lessonOf } from './lexicon.ts'

const POSTS_AT_ONCE = 200

type Doc = { roomId: number; seq: number; ts: number; alert: 0 | 1; terms: Terms }

export async function indexEarlierPosts(db: Kysely<Tables>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter
  const known = createKnownWords()
  const places = await db
    .selectFrom('entries')
    .select(['room_id', 'seq'])
    .where('kind', '=', 'chat')
    .where('gone', 'is', null)
    .where('fleeting', '=', 0)
    .orderBy('ts')
    .orderBy('room_id')
    .orderBy('seq')
    .execute()
  for (let at = 0; at < places.length; at += POSTS_AT_ONCE) {
    const docs = await docsAt(db, places.slice(at, at + POSTS_AT_ONCE))
    const { rows, whole } = lessonOf(
      known,
      docs.map(({ terms }) => terms.words),
    )
    await addWords(db, rows, isPostgres)
    await (isPostgres ? addToPostgres(db, docs) : addToSqlite(db, docs))
    known.learn(whole)
  }
}

async function docsAt(db: Kysely<Tables>, places: { room_id: number; seq: number }[]): Promise<Doc[]> {
  const rows = await db
    .selectFrom('entries')
    .select(['room_id as roomId', 'seq', 'ts', 'author', 'signed'])
    .where((eb) =>
      eb.or(places.map(({ room_id, seq }) => eb.and([eb('room_id', '=', room_id), eb('seq', '=', seq)]))),
    )
    .orderBy('ts')
    .orderBy('room_id')
    .orderBy('seq')
    .execute()
  return rows.flatMap(({ signed, roomId, author, ...row }) => {
    const said = signed === null ? undefined : saidIn(readSigned(signed))
    if (!said) return []
    const alert = said.has.includes('alert') ? (1 as const) : (0 as const)
    return [
      { roomId, seq: Number(row.seq), ts: Number(row.ts), alert, terms: termsOf(said, { roomId, author }) },
    ]
  })
}

const textOf = ({ words, marks }: Terms) => [...words, ...marks].join(' ')

async function addWords(
  db: Kysely<Tables>,
  { words, parts }: LexiconRows,
  isPostgres: boolean,
): Promise<void> {
  if (isPostgres) {
    const columns = (rows: [string, string][]) => [rows.map(([first]) => first), rows.map(([, last]) => last)]
    await db.executeQuery(CompiledQuery.raw(ADD_WORDS, columns(words)))
    await db.executeQuery(CompiledQuery.raw(ADD_PARTS, columns(parts)))
    return
  }
  for (const [word, stem] of words)
    await sql`insert or ignore into search_words (word, stem) values (${word}, ${stem})`.execute(db)
  for (const [part, word] of parts)
    await sql`insert or ignore into search_parts (part, word) values (${part}, ${word})`.execute(db)
}

async function addToPostgres(db: Kysely<Tables>, docs: readonly Doc[]): Promise<void> {
  const values = [
    docs.map(({ roomId }) => roomId),
    docs.map(({ seq }) => seq),
    docs.map(({ ts }) => ts),
    docs.map(({ alert }) => alert),
    docs.map(({ terms }) => textOf(terms)),
  ]
  await db.executeQuery(CompiledQuery.raw(ADD_DOCS, values))
}

async function addToSqlite(db: Kysely<Tables>, docs: readonly Doc[]): Promise<void> {
  for (const { roomId, seq, ts, alert, terms } of docs) {
    const { doc } = await db
      .insertInto('search_docs')
      .values({ room_id: roomId, seq, shown: seq, ts, alert })
      .returning('doc')
      .executeTakeFirstOrThrow()
    await sql`insert into search_terms (rowid, terms) values (${doc}, ${textOf(terms)})`.execute(db)
  }
}
