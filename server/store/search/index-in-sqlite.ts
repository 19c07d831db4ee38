// The index in SQLite: a table of places, and beside each of its rows the words in a full-text table. Rows travel as one JSON
// text, so a batch of any size is a few statements.

import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../job.ts'
import type { Doc, IndexWriter } from './index-writer.ts'

export function writerInSqlite(db: Db): IndexWriter {
  return {
    async unknown(words) {
      const { rows } = await sql<{ word: string }>`select value as word from ${each(words)} where not exists (
        select 1 from search_words where word = value and parted = 1)`.execute(db)
      return rows.map(({ word }) => word)
    },
    async learn({ words, parts }) {
      if (words.length > 0)
        await sql`insert into search_words (word, stem, parted)
          select value ->> 0, value ->> 1, value ->> 2 from ${each(words)} where true
          on conflict (word) do update set parted = excluded.parted where excluded.parted = 1`.execute(db)
      if (parts.length > 0)
        await sql`insert or ignore into search_parts (part, word)
          select value ->> 0, value ->> 1 from ${each(parts)}`.execute(db)
    },
    async put(docs, rewritten) {
      const all = [...docs, ...rewritten]
      if (all.length === 0) return
      const numbers = await putPlaces(db, all)
      const numberOf = ({ roomId, seq }: Doc) => numbers.get(`${roomId} ${seq}`)
      // A full-text row without content of its own is not updated, but removed and written anew.
      if (rewritten.length > 0)
        await sql`delete from search_terms where rowid in (select value from ${each(rewritten.map(numberOf))})`.execute(
          db,
        )
      const terms = all.map((doc) => [numberOf(doc), textOf(doc)])
      await sql`insert into search_terms (rowid, terms)
        select value ->> 0, value ->> 1 from ${each(terms)}`.execute(db)
    },
    async noteDone(ids) {
      await sql`delete from search_due where id in (select value from ${each(ids)})`.execute(db)
    },
  }
}

const each = (values: readonly unknown[]): RawBuilder<unknown> => sql`json_each(${JSON.stringify(values)})`
const textOf = ({ terms }: Doc) => [...terms.words, ...terms.marks].join(' ')

/** @returns the number of each place */
async function putPlaces(db: Db, docs: readonly Doc[]): Promise<Map<string, number>> {
  const values = docs.map(({ roomId, seq, shown, ts, alert }) => [roomId, seq, shown, ts, alert])
  const { rows } = await sql<{ doc: number; room_id: number; seq: number }>`
    insert into search_docs (room_id, seq, shown, ts, alert)
    select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 from ${each(values)} where true order by key
    on conflict (room_id, seq) do update set shown = excluded.shown, alert = excluded.alert
    returning doc, room_id, seq`.execute(db)
  return new Map(rows.map(({ doc, room_id, seq }) => [`${room_id} ${seq}`, doc]))
}
