// Who was in a room, and when. Whoever was there without a word has read along, which is why it is asked.

import { type ExpressionBuilder, sql, type Transaction } from 'kysely'
import type { ArchiveDb } from './open-archive.ts'
import type { ArchiveTables } from './tables.ts'

type Tx = Transaction<ArchiveTables>

/** `partedAt` is null for those who are there still. */
export type Stay = {
  session: string
  person: string
  device: string | null
  joinedAt: number
  partedAt: number | null
}
type Period = { room: string; from: number; to: number; limit: number }

/** Everybody whose stay has a moment in common with the period, `to` not included; by when they came. */
export async function presentDuring(db: ArchiveDb, { room, from, to, limit }: Period): Promise<Stay[]> {
  const rows = await db
    .selectFrom('attendance')
    .select(['session', 'person', 'device', 'joined_at', 'parted_at'])
    .where('room', '=', room)
    .where('joined_at', '<', to)
    .where((eb) => eb.or([eb('parted_at', 'is', null), eb('parted_at', '>=', from)]))
    .orderBy('joined_at')
    .orderBy('session')
    .limit(limit)
    .execute()
  return rows.map(({ session, person, device, joined_at, parted_at }) => ({
    ...{ session, person, device, joinedAt: Number(joined_at) },
    partedAt: parted_at === null ? null : Number(parted_at),
  }))
}

/** Who is there still, as far as was told, by when they came; with the name that they had then. */
export async function orphansOf(
  tx: Tx,
  { service, limit }: { service: string | null; limit: number },
): Promise<(Stay & { room: string; name: string })[]> {
  const rows = await tx
    .selectFrom('attendance')
    .selectAll()
    .where('service', service === null ? 'is' : '=', service)
    .where('parted_at', 'is', null)
    .orderBy('joined_at')
    .orderBy('session')
    .limit(limit)
    .execute()
  const names = new Map<string, string>()
  for (const { person } of rows) if (!names.has(person)) names.set(person, await nameOf(tx, person))
  return rows.map(({ session, person, device, room, joined_at }) => ({
    ...{ session, person, device, room, joinedAt: Number(joined_at), partedAt: null },
    name: names.get(person) ?? person,
  }))
}

/** As it was told last. */
async function nameOf(tx: Tx, person: string): Promise<string> {
  const last = await tx
    .selectFrom('events')
    .select('event')
    .where('person', '=', person)
    .where('event', 'is not', null)
    .orderBy('at', 'desc')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last?.event) return person
  return (JSON.parse(last.event) as { person: { name: string } }).person.name
}

type Act = {
  at: number
  kind: string
  room: { uri: string } | null
  person: { uri: string }
  device: string | null
  body: string
}

/** @param added in order, and new: one that is handed over again would end a stay that began after it */
export async function noteStays(tx: Tx, added: readonly Act[]): Promise<void> {
  for (const act of added)
    if (act.room !== null && act.kind === 'join') await beginStay(tx, act, act.room.uri)
    else if (act.room !== null && act.kind === 'part') await endStay(tx, act, act.room.uri)
}

async function beginStay(tx: Tx, { person, device, at, body }: Act, room: string): Promise<void> {
  const { session, service = null } = JSON.parse(body) as { session: string; service?: string }
  await tx
    .insertInto('attendance')
    .values({ session, room, person: person.uri, device, service, joined_at: at, parted_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function endStay(tx: Tx, { at, body }: Act, room: string): Promise<void> {
  const { session } = JSON.parse(body) as { session: string }
  await tx
    .updateTable('attendance')
    .set((eb) => ({ parted_at: notBeforeJoining(eb, at) }))
    .where('session', '=', session)
    .where('room', '=', room)
    .where('parted_at', 'is', null)
    .execute()
}

/** Clocks are put back, and nobody left before they came. */
function notBeforeJoining(eb: ExpressionBuilder<ArchiveTables, 'attendance'>, at: number) {
  return eb
    .case()
    .when('joined_at', '>', at)
    .then(eb.ref('joined_at'))
    .else(sql<number>`cast(${at} as bigint)`)
    .end()
}
