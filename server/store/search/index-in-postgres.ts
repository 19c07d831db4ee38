// The index in PostgreSQL: one table of places with their words, under an inverted index. Terms travel as one text per post,
// for arrays of arrays must be of one length.

import { sql } from 'kysely'
import type { Db } from '../job.ts'
import type { Doc, IndexWriter } from './index-writer.ts'

export function writerInPostgres(db: Db): IndexWriter {
  return {
    async unknown(words) {
      const { rows } = await sql<{ word: string }>`
        select word from unnest(${words}::text[]) as said (word) where not exists (
          select from search_words as known where known.word = said.word collate "C" and known.parted = 1)`.execute(
        db,
      )
      return rows.map(({ word }) => word)
    },
    async learn({ words, parts }) {
      if (words.length > 0)
        await sql`insert into search_words (word, stem, parted)
          select * from unnest(${column(words, 0)}::text[], ${column(words, 1)}::text[], ${column(words, 2)}::int[])
          on conflict (word) do update set parted = excluded.parted where excluded.parted = 1`.execute(db)
      if (parts.length > 0)
        await sql`insert into search_parts (part, word)
          select * from unnest(${column(parts, 0)}::text[], ${column(parts, 1)}::text[])
          on conflict do nothing`.execute(db)
    },
    async put(docs, rewritten) {
      if (docs.length + rewritten.length > 0) await putDocs(db, [...docs, ...rewritten])
    },
    async noteDone(ids) {
      await sql`delete from search_due where id = any(${ids}::bigint[])`.execute(db)
    },
  }
}

function column<Row extends readonly unknown[], At extends number>(rows: readonly Row[], at: At): Row[At][] {
  return rows.map((row) => row[at])
}

const textOf = ({ terms }: Doc) => [...terms.words, ...terms.marks].join(' ')

async function putDocs(db: Db, docs: readonly Doc[]): Promise<void> {
  const of = <Field extends keyof Doc>(field: Field) => docs.map((doc) => doc[field])
  await sql`insert into search_docs (room_id, seq, shown, ts, alert, terms)
    select room_id, seq, shown, ts, alert, string_to_array(terms, ' ')
    from unnest(${of('roomId')}::int[], ${of('seq')}::bigint[], ${of('shown')}::bigint[], ${of('ts')}::bigint[],
                ${of('alert')}::int[], ${docs.map(textOf)}::text[])
           with ordinality as new (room_id, seq, shown, ts, alert, terms, place)
    order by place
    on conflict (room_id, seq) do update
    set shown = excluded.shown, alert = excluded.alert, terms = excluded.terms`.execute(db)
}
