// What rooms are called, as it was known last: an event of a room that is gone by the time it is archived still tells its name.
// No proof is over this; what an event tells is in its own text.

import type { Kysely } from 'kysely'
import type { ArchiveTables } from './tables.ts'

export type RoomDetails = { description: string; privacy: string; type: string }
export type KnownRoom = RoomDetails & { uri: string; name: string; category: string; logged: boolean }

export async function keepRooms(db: Kysely<ArchiveTables>, rooms: readonly KnownRoom[]): Promise<void> {
  for (const { uri, ...room } of rooms) {
    const details = JSON.stringify(room)
    await db
      .insertInto('rooms')
      .values({ uri, details })
      .onConflict((conflict) => conflict.column('uri').doUpdateSet({ details }))
      .execute()
  }
}

export async function knownRoom(db: Kysely<ArchiveTables>, uri: string): Promise<KnownRoom | undefined> {
  const row = await db.selectFrom('rooms').select('details').where('uri', '=', uri).executeTakeFirst()
  return row && { uri, ...(JSON.parse(row.details) as Omit<KnownRoom, 'uri'>) }
}

export async function roomDetails(db: Kysely<ArchiveTables>, uri: string): Promise<RoomDetails | undefined> {
  const room = await knownRoom(db, uri)
  return room && { description: room.description, privacy: room.privacy, type: room.type }
}
