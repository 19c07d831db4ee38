// What a room still held when it was deleted for good: recorded in the transaction that deletes it, so that no words go
// unread by compliance. Whoever deletes a long log purges it before, in pieces; what is left then is what came meanwhile.

import { KINDS_WITH_WORDS } from '../amendment.ts'
import type { DbAlone } from '../job.ts'
import { type ComplianceEvent, isComplianceOn, recordEvents } from './compliance.ts'

const ENTRIES_AT_ONCE = 500

type Deleted = { id: number; uri: string }

/** To be called before the entries go. */
export async function recordLastWords(db: DbAlone, room: Deleted, at: number): Promise<void> {
  if (!(await isComplianceOn(db))) return
  for (let after = 0; ; ) {
    const rows = await wordsAfter(db, room.id, after)
    await recordEvents(
      db,
      rows.map((row) => erasedWith(room.uri, row, at)),
    )
    const last = rows.at(-1)
    if (last === undefined || rows.length < ENTRIES_AT_ONCE) return
    after = Number(last.seq)
  }
}

type Row = Awaited<ReturnType<typeof wordsAfter>>[number]

function wordsAfter(db: DbAlone, roomId: number, after: number) {
  return db
    .selectFrom('entries')
    .select(['author', 'device', 'seq', 'id', 'signed', 'sig'])
    .where('room_id', '=', roomId)
    .where('kind', 'in', KINDS_WITH_WORDS)
    .where('gone', 'is', null)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(ENTRIES_AT_ONCE)
    .execute()
}

/** No entry took them: there is no log left for it to stand in. */
function erasedWith(
  room: string,
  { author, device, seq, id, signed, sig }: Row,
  at: number,
): ComplianceEvent {
  return {
    ...{ at, kind: 'erased', room, person: author, device, seq: Number(seq), post: id },
    body: JSON.stringify({ signed, sig, by: null }),
  }
}
