// Finding people by parts of their names, and whom a room's news concerns.

import { sql } from 'kysely'
import { UNREAD_CAP } from '#shared/limits.ts'
import { type Db, reads } from '../job.ts'

export type ListedPerson = { uri: string; displayName: string }
export type Waiting = { person: string; unread: number }

async function peopleMatching(
  db: Db,
  { terms, limit }: { terms: string[]; limit: number },
): Promise<ListedPerson[]> {
  return await db
    .selectFrom('people')
    .select(['uri', 'display_name as displayName'])
    .where('disabled', '=', 0)
    .where((eb) => eb.and(terms.map(contains)))
    .orderBy('folded')
    .orderBy('uri')
    .limit(limit)
    .execute()
}

/** SQLite has no escape character unless it is told one. */
function contains(term: string) {
  const pattern = `%${term.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`
  return sql<boolean>`folded like ${pattern} escape '\\'`
}

/** Who follows the room, and who or what stands in its list of members. */
async function audienceOf(db: Db, { uri }: { uri: string }): Promise<string[]> {
  const followers = await db
    .selectFrom('presence')
    .select('person')
    .where('instance', '=', uri)
    .where('name', '=', 'roomSetting')
    .execute()
  const members = await db
    .selectFrom('room_roles')
    .innerJoin('rooms', 'rooms.id', 'room_roles.room_id')
    .select('principal')
    .where('rooms.uri', '=', uri)
    .where('role', '=', 'member')
    .execute()
  return [...new Set([...followers.map(({ person }) => person), ...members.map((each) => each.principal)])]
}

/** When the newest post that is not gone came. */
const newestAt = sql<number | null>`(select entries.ts from entries where entries.room_id = rooms.id
  and entries.kind = 'chat' and entries.gone is null order by entries.seq desc limit 1)`

/** How much waits for each of these people in one room; a person whose marker was never placed has nothing waiting. */
async function waitingFor(
  db: Db,
  { roomId, people }: { roomId: number; people: string[] },
): Promise<{ head: number; newestAt: number; waiting: Waiting[] }> {
  const room = await db
    .selectFrom('rooms')
    .select(['head', newestAt.as('newestAt')])
    .where('id', '=', roomId)
    .executeTakeFirst()
  const news = { head: Number(room?.head ?? 0), newestAt: Number(room?.newestAt ?? 0) }
  if (people.length === 0 || !room) return { ...news, waiting: [] }
  const rows = await db
    .selectFrom('markers')
    .where('room_id', '=', roomId)
    .where('person', 'in', people)
    .select('person')
    .select(
      sql<number>`(select count(*) from (select 1 from entries where entries.room_id = markers.room_id
        and entries.seq > markers.seq and entries.kind = 'chat' and entries.author <> markers.person
        and entries.gone is null limit ${sql.lit(UNREAD_CAP)}) as waiting)`.as('unread'),
    )
    .execute()
  const waiting = rows.map(({ person, unread }) => ({ person, unread: Number(unread) }))
  return { ...news, waiting }
}

export const directoryJobs = {
  peopleMatching: reads(peopleMatching),
  audienceOf: reads(audienceOf),
  waitingFor: reads(waitingFor),
}
