// What belongs to one person over all devices: followed rooms, read markers, unread counts.

import { sql } from 'kysely'
import { UNREAD_CAP } from '#shared/limits.ts'
import { type Db, reads, writes } from '../job.ts'
import { wrongWith } from '../proof.ts'
import type { EntryRow } from '../tables.ts'

export type Standing = {
  roomId: number
  head: number
  read: number
  unread: number
  last: LastRow | undefined
}
type LastRow = Pick<EntryRow, 'seq' | 'ts' | 'author' | 'signed'> & { authdisp: string | null }

async function markerOf(db: Db, person: string, roomId: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('markers')
    .select('seq')
    .where('person', '=', person)
    .where('room_id', '=', roomId)
    .executeTakeFirst()
  return row && Number(row.seq)
}

/** Posts of kind chat after the marker, not mine, not removed; counting stops at the cap. */
async function unreadAfter(
  db: Db,
  args: { person: string; roomId: number; marker: number },
): Promise<number> {
  const row = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('entries')
        .select('seq')
        .where('room_id', '=', args.roomId)
        .where('seq', '>', args.marker)
        .where('kind', '=', 'chat')
        .where('author', '!=', args.person)
        .where('gone', 'is', null)
        .limit(UNREAD_CAP)
        .as('waiting'),
    )
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

async function lastPost(db: Db, roomId: number): Promise<LastRow | undefined> {
  const row = await db
    .selectFrom('entries')
    .leftJoin('people', 'people.uri', 'entries.author')
    .select(['seq', 'ts', 'author', 'hash', 'signed', 'people.display_name as authdisp'])
    .where('room_id', '=', roomId)
    .where('kind', '=', 'chat')
    .where('gone', 'is', null)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  // A damaged post is not shown, and must not keep anyone from signing in; its page is where it is complained of.
  if (!row || wrongWith(row)) return undefined
  const { hash: _, ...last } = row
  return last
}

async function standing(
  db: Db,
  person: string,
  { roomId, withLast }: { roomId: number; withLast: boolean },
): Promise<Standing> {
  const room = await db.selectFrom('rooms').select('head').where('id', '=', roomId).executeTakeFirstOrThrow()
  const head = Number(room.head)
  const read = (await markerOf(db, person, roomId)) ?? head
  const unread = read >= head ? 0 : await unreadAfter(db, { person, roomId, marker: read })
  return { roomId, head, read, unread, last: withLast ? await lastPost(db, roomId) : undefined }
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
        .select([sql.lit(person).as('person'), 'id', 'head'])
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
  standings: reads(async (db, args: { person: string; roomIds: number[]; withLast: boolean }) => {
    const all: Standing[] = []
    for (const roomId of args.roomIds)
      all.push(await standing(db, args.person, { roomId, withLast: args.withLast }))
    return all
  }),
  roomsWithoutMarker: reads(async (db, { person, roomIds }: { person: string; roomIds: number[] }) => {
    const rows = await db
      .selectFrom('markers')
      .select('room_id')
      .where('person', '=', person)
      .where('room_id', 'in', roomIds.length > 0 ? roomIds : [-1])
      .execute()
    const held = new Set(rows.map((row) => row.room_id))
    return roomIds.filter((roomId) => !held.has(roomId))
  }),
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
    const now = await standing(db, args.person, { roomId: args.roomId, withLast: false })
    return { moved: result.numUpdatedRows > 0n, seq: now.read, unread: now.unread }
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
