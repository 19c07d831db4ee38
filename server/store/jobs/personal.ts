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
  generation: number
  isMarked: boolean
  unread: number
  last: LastRow | undefined
}
export type StoredPresence = { instances: string[]; state?: string; version: number }
/** An empty `state` takes back what was chosen. */
type PresenceChange = { person: string; publish: string[]; remove: string[]; state?: string }
type Marking = { person: string; roomId: number; seq: number; generation?: number | undefined }
type Marked = { moved: boolean; seq: number; generation: number; unread: number }
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
        .select(['rooms.id', 'rooms.head', 'markers.seq as marker', 'markers.generation'])
        .select(unreadOf(person).as('unread'))
        .select(withLast ? newestPost.as('newest') : sql<null>`cast(null as bigint)`.as('newest')),
    )
    .selectFrom('standing')
    .leftJoin('entries', (join) =>
      join.onRef('entries.room_id', '=', 'standing.id').onRef('entries.seq', '=', 'standing.newest'),
    )
    .leftJoin('entries as edit', (join) =>
      join.onRef('edit.room_id', '=', 'standing.id').on('edit.seq', '=', newestEdit),
    )
    .leftJoin('people', 'people.uri', 'entries.author')
    .select(['edit.hash as editHash', 'edit.signed as editSigned'])
    .select(['standing.id', 'standing.head', 'standing.marker', 'standing.generation', 'standing.unread'])
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

const newestEdit = sql<number>`(select max(later.seq) from entries as later where later.room_id = standing.id
  and later.target = standing.newest and later.kind = 'edit' and later.gone is null)`

type StandingRow = Newest & {
  id: number
  head: number
  marker: number | null
  generation: number | null
  unread: number
}
type Newest = {
  seq: number | null
  ts: number | null
  author: string | null
  hash: Uint8Array | null
  signed: string | null
  /** Of its newest edit. */
  editHash: Uint8Array | null
  editSigned: string | null
  authdisp: string | null
}

function toStanding({ id, head, marker, generation, unread, ...last }: StandingRow): Standing {
  return {
    roomId: id,
    head: Number(head),
    read: Number(marker ?? head),
    generation: Number(generation ?? 0),
    isMarked: marker !== null,
    unread: Number(unread),
    last: toLast(last),
  }
}

/** A damaged post is not shown, and must not keep anyone from signing in; its page is where it is complained of. */
function toLast({ seq, ts, author, authdisp, ...words }: Newest): LastRow | undefined {
  const hash = words.editHash ?? words.hash
  const signed = words.editHash === null ? words.signed : words.editSigned
  if (seq === null || ts === null || author === null || hash === null) return undefined
  return wrongWith({ seq, author, hash, signed }) ? undefined : { seq, ts, author, signed, authdisp }
}

async function document(db: Db, person: string): Promise<StoredPresence> {
  const rows = await db
    .selectFrom('presence')
    .select(['name', 'instance'])
    .where('person', '=', person)
    .orderBy('instance')
    .execute()
  const row = await db
    .selectFrom('presence_versions')
    .select('version')
    .where('person', '=', person)
    .executeTakeFirst()
  const of = (name: string) => rows.filter((each) => each.name === name).map(({ instance }) => instance)
  const [state] = of('state')
  return { instances: of('roomSetting'), ...(state ? { state } : {}), version: Number(row?.version ?? 0) }
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
async function changePresence(db: Db, { person, publish, remove, state }: PresenceChange): Promise<void> {
  const mine = () => db.deleteFrom('presence').where('person', '=', person)
  if (remove.length > 0)
    await mine().where('name', '=', 'roomSetting').where('instance', 'in', remove).execute()
  if (state !== undefined) await mine().where('name', '=', 'state').execute()
  const fresh = [
    ...publish.map((instance) => ({ person, name: 'roomSetting', instance })),
    ...(state ? [{ person, name: 'state', instance: state }] : []),
  ]
  if (fresh.length === 0) return
  await db
    .insertInto('presence')
    .values(fresh)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The larger of two pairs stays: of generation first, then of seq, which never passes the head. */
async function markRead(db: Db, { person, roomId, ...asked }: Marking): Promise<Marked> {
  await placeMarkers(db, person, [roomId])
  const { head } = await db
    .selectFrom('rooms')
    .select('head')
    .where('id', '=', roomId)
    .executeTakeFirstOrThrow()
  const seq = Math.min(asked.seq, Number(head))
  const { generation } = asked
  const result = await db
    .updateTable('markers')
    .set({ seq, ...(generation === undefined ? {} : { generation }) })
    .where('person', '=', person)
    .where('room_id', '=', roomId)
    .where((eb) => {
      if (generation === undefined) return eb('seq', '<', seq)
      const later = eb.and([eb('generation', '=', generation), eb('seq', '<', seq)])
      return eb.or([eb('generation', '<', generation), later])
    })
    .executeTakeFirst()
  const [now] = await standings(db, { person, roomIds: [roomId], withLast: false })
  if (!now) throw new Error('A room that was there a moment ago is gone.')
  return { moved: result.numUpdatedRows > 0n, seq: now.read, generation: now.generation, unread: now.unread }
}

export const personalJobs = {
  standings: reads(standings),
  placeMarkers: writes(async (db, args: { person: string; roomIds: number[] }) =>
    placeMarkers(db, args.person, args.roomIds),
  ),
  markRead: writes(markRead),
  presence: reads(async (db, { person }: { person: string }) => document(db, person)),
  setPresence: writes(async (db, change: PresenceChange): Promise<StoredPresence & { changed: boolean }> => {
    const before = await document(db, change.person)
    await changePresence(db, change)
    const after = await document(db, change.person)
    const isSame = after.instances.join() === before.instances.join() && after.state === before.state
    if (isSame) return { ...before, changed: false }
    const version = before.version + 1
    await db
      .insertInto('presence_versions')
      .values({ person: change.person, version })
      .onConflict((conflict) => conflict.column('person').doUpdateSet({ version }))
      .execute()
    return { ...after, version, changed: true }
  }),
  /** What people chose to be seen as, of those who chose anything. */
  chosenStates: reads(async (db, _: Record<string, never>) =>
    db.selectFrom('presence').select(['person', 'instance as state']).where('name', '=', 'state').execute(),
  ),
}
