// Takes a room's posts out of the index, when the room goes for good; their words are looked through later.

import { PostgresAdapter, sql } from 'kysely'
import type { Db } from '../job.ts'
import { writeMeta } from '../jobs/meta.ts'
import { LEXICON_DOUBT } from './lexicon.ts'

export async function dropFromIndex(db: Db, roomId: number): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter))
    await sql`delete from search_terms where rowid in
      (select doc from search_docs where room_id = ${roomId})`.execute(db)
  await db.deleteFrom('search_docs').where('room_id', '=', roomId).execute()
  await writeMeta(db, LEXICON_DOUBT, `room ${roomId}`)
}
