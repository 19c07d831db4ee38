// What rooms are called, as it was known last: an event of a room that is gone by the time it is archived still tells its name.
// No proof is over this; what an event tells is in its own text.

import type { Kysely } from 'kysely'
import type { ArchiveTables } from './tables.ts'

export type RoomDetails = { description: string; privacy: string; type: string }
export type KnownRoom = RoomDetails & {
  uri: string
  name: string
  category: string
  /** Names may be given to others. */
  categoryUri: string
  logged: boolean
}

type Db = Kysely<ArchiveTables>
type Details = Omit<KnownRoom, 'uri'>

/** @returns all of them as they are known now; one that is told by its address alone, as it was known before */
export async function learnRooms(
  db: Db,
  rooms: readonly (KnownRoom | { uri: string })[],
): Promise<Map<string, Details>> {
  const uris = rooms.map(({ uri }) => uri)
  const rows =
    uris.length === 0 ? [] : await db.selectFrom('rooms').selectAll().where('uri', 'in', uris).execute()
  const held = new Map(rows.map(({ uri, details }) => [uri, details]))
  const news = rooms.flatMap((room) => {
    if (!('name' in room)) return []
    const { uri, ...known } = room
    const details = JSON.stringify(known)
    return held.get(uri) === details ? [] : [{ uri, details }]
  })
  for (const { uri, details } of news) held.set(uri, details)
  if (news.length > 0)
    await db
      .insertInto('rooms')
      .values(news)
      .onConflict((conflict) =>
        conflict.column('uri').doUpdateSet((eb) => ({ details: eb.ref('excluded.details') })),
      )
      .execute()
  return new Map([...held].map(([uri, details]) => [uri, JSON.parse(details) as Details]))
}

export async function knownRoom(db: Db, uri: string): Promise<KnownRoom | undefined> {
  const details = (await learnRooms(db, [{ uri }])).get(uri)
  return details && { uri, ...details }
}

export async function roomDetails(db: Db, uri: string): Promise<RoomDetails | undefined> {
  const room = await knownRoom(db, uri)
  return room && { description: room.description, privacy: room.privacy, type: room.type }
}
