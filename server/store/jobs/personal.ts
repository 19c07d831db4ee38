// What belongs to one person over all devices: followed rooms, read markers, unread counts.

import { sql } from 'kysely'
import { UNREAD_CAP } from '#shared/limits.ts'
import { type Db, reads, writes } from '../job.ts'
import { wrongWith } from '../proof.ts'
import type { EntryRow } from '../tables.ts'

export type Standing = {
  roomId: number
  head: number
  /** Up to where; the head where no marker was placed yet. */
  read: number
  isMarked: boolean
  unread: number
  last: LastRow | undefined
}
type LastRow = Pick<EntryRow, 'seq' | 'ts' | 'author' | 'signed'> & { authdisp: string | null }

type StandingQuestion = { person: string; roomIds: number[]; withLast: boolean }

/** Rooms by the hundred in one statement: at sign-in everybody asks for all of theirs. */
async function standings(db: Db, { person, roomIds, withLast }: StandingQuestion): Promise<Standing[]> {
  if (roomIds.length === 0) return []
  const rows = await db
    .with('standing', (qb) =>
      qb
        .selectFrom('rooms')
        .leftJoin('markers', (join) =>
          join.onRef('markers.room_id', '=', 'rooms.id').on('markers.person', '=', person),
        )
        .where('rooms.id', 'in', roomIds)
        .select(['rooms.id', 'rooms.head', 'markers.seq as marker'])
        .select(unreadOf(person).as('unread'))
        .select(withLast ? newestPost.as('newest') : sql<null>`cast(null as bigint)`.as('newest')),
    )
    .selectFrom('standing')
    .leftJoin('entries', (join) =>
      join.onRef('entries.room_id', '=', 'standing.id').onRef('entries.seq', '=', 'standing.newest'),
    )
    .leftJoin('people', 'people.uri', 'entries.author')
    .select(['standing.id', 'standing.head', 'standing.marker', 'standing.unread'])
    .select(['entries.seq', 'entries.ts', 'entries.author', 'entries.hash', 'entries.signed'])
    .select('people.display_name as authdisp')
    .orderBy('standing.id')
    .execute()
  return rows.map(toStanding)
}

/** Posts of kind chat after the marker, not mine, not removed; counting stops at the cap. */
function unreadOf(person: string) {
  return sql<number>`(select count(*) from (select 1 from entries where entries.room_id = rooms.id
    and entries.seq > coalesce(markers.seq, rooms.head) and entries.kind = 'chat' and entries.author <> ${person}
    and entries.gone is null limit ${sql.lit(UNREAD_CAP)}) as waiting)`
}

const newestPost = sql<number | null>`(select entries.seq from entries where entries.room_id = rooms.id
  and entries.kind = 'chat' and entries.gone is null order by entries.seq desc limit 1)`

type StandingRow = Newest & { id: number; head: number; marker: number | null; unread: number }
type Newest = {
  seq: number | null
  ts: number | null
  author: string | null
  hash: Uint8Array | null
  signed: string | null
  authdisp: string | null
}

function toStanding({ id, head, marker, unread, ...last }: StandingRow): Standing {
  return {
    roomId: id,
    head: Number(head),
    read: Number(marker ?? head),
    isMarked: marker !== null,
    unread: Number(unread),
    last: toLast(last),
  }
}

/** A damaged post is not shown, and must not keep anyone from signing in; its page is where it is complained of. */
function toLast({ seq, ts, author, hash, signed, authdisp }: Newest): LastRow | undefined {
  if (seq === null || ts === null || author === null || hash === null) return undefined
  return wrongWith({ seq, author, hash, signed }) ? undefined : { seq, ts, author, signed, authdisp }
}

async function document(db: Db, person: string) {
  const rows = await db
    .selectFrom('presence')
    .select('instance')
    .where('person', '=', person)
    .orderBy('instance')
    .execute()
  const row = await db
    .selectFrom('presence_versions')
    .select('version')
    .where('person', '=', person)
    .executeTakeFirst()
  return { instances: rows.map((each) => each.instance), version: Number(row?.version ?? 0) }
}

/** A room first met has nothing unread: what was written before one came is history, not news. */
async function placeMarkers(db: Db, person: string, roomIds: number[]): Promise<void> {
  if (roomIds.length === 0) return
  await db
    .insertInto('markers')
    .columns(['person', 'room_id', 'seq'])
    .expression((eb) =>
      eb
        .selectFrom('rooms')
        .select([sql<string>`cast(${person} as text)`.as('person'), 'id', 'head'])
        .where('id', 'in', roomIds),
    )
    .onConflict((conflict) => conflict.columns(['person', 'room_id']).doNothing())
    .execute()
}

/** Whole lists in one statement each: a person may send five hundred at a time, and everyone's posts wait behind them. */
async function changePresence(
  db: Db,
  { person, publish, remove }: { person: string; publish: string[]; remove: string[] },
): Promise<void> {
  if (remove.length > 0)
    await db.deleteFrom('presence').where('person', '=', person).where('instance', 'in', remove).execute()
  if (publish.length > 0)
    await db
      .insertInto('presence')
      .values(publish.map((instance) => ({ person, name: 'roomSetting', instance })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

export const personalJobs = {
  standings: reads(standings),
  placeMarkers: writes(async (db, args: { person: string; roomIds: number[] }) =>
    placeMarkers(db, args.person, args.roomIds),
  ),
  /** Markers only grow, and never pass the head. */
  markRead: writes(async (db, args: { person: string; roomId: number; seq: number }) => {
    await placeMarkers(db, args.person, [args.roomId])
    const { head } = await db
      .selectFrom('rooms')
      .select('head')
      .where('id', '=', args.roomId)
      .executeTakeFirstOrThrow()
    const seq = Math.min(args.seq, Number(head))
    const result = await db
      .updateTable('markers')
      .set({ seq })
      .where('person', '=', args.person)
      .where('room_id', '=', args.roomId)
      .where('seq', '<', seq)
      .executeTakeFirst()
    const question = { person: args.person, roomIds: [args.roomId], withLast: false }
    const [now] = await standings(db, question)
    return { moved: result.numUpdatedRows > 0n, seq: now?.read ?? seq, unread: now?.unread ?? 0 }
  }),
  presence: reads(async (db, { person }: { person: string }) => document(db, person)),
  setPresence: writes(async (db, args: { person: string; publish: string[]; remove: string[] }) => {
    const before = await document(db, args.person)
    await changePresence(db, args)
    const after = await document(db, args.person)
    if (after.instances.join() === before.instances.join()) return { ...before, changed: false }
    const version = before.version + 1
    await db
      .insertInto('presence_versions')
      .values({ person: args.person, version })
      .onConflict((conflict) => conflict.column('person').doUpdateSet({ version }))
      .execute()
    return { instances: after.instances, version, changed: true }
  }),
}
