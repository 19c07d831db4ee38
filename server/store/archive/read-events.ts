// Reads archived events back, a page at a time, as the text that was hashed.

import type { ArchiveDb } from './open-archive.ts'

/** `event` is null where retention has let it go. */
export type KeptEvent = { number: number; at: number; room: string | null; event: string | null }
type Page = { after: number; upTo: number; limit: number; room?: string | null | undefined }

/** By number; of one room, or of all; of null, what belongs to none. */
export async function readEvents(db: ArchiveDb, { after, upTo, limit, room }: Page): Promise<KeptEvent[]> {
  const rows = await db
    .selectFrom('events')
    .select(['number', 'at', 'room', 'event'])
    .where('number', '>', after)
    .where('number', '<=', upTo)
    .$if(room !== undefined, (query) => query.where('room', room === null ? 'is' : '=', room ?? null))
    .orderBy('number')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, number: Number(row.number), at: Number(row.at) }))
}

/** Just these, by number. */
export async function readChosen(db: ArchiveDb, numbers: readonly number[]): Promise<KeptEvent[]> {
  const rows = await db
    .selectFrom('events')
    .select(['number', 'at', 'room', 'event'])
    .where('number', 'in', numbers)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({ ...row, number: Number(row.number), at: Number(row.at) }))
}

export type RoomSpan = { room: string | null; first: number; last: number }

/** The rooms of a span of numbers, in the order in which they first appear, with where each begins and ends. */
export async function readRooms(
  db: ArchiveDb,
  { from, to, after, limit }: { from: number; to: number; after: number; limit: number },
): Promise<RoomSpan[]> {
  const rows = await db
    .selectFrom('events')
    .select((eb) => ['room', eb.fn.min('number').as('first'), eb.fn.max('number').as('last')])
    .where('number', '>=', from)
    .where('number', '<=', to)
    .groupBy('room')
    .having((eb) => eb(eb.fn.min('number'), '>', after))
    .orderBy('first')
    .limit(limit)
    .execute()
  return rows.map(({ room, first, last }) => ({ room, first: Number(first), last: Number(last) }))
}
