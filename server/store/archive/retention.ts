// Letting go of what was kept long enough: the text of an event and its words, never its hash, so the proof goes on. What a hold
// covers stays, and so does what an adapter has not taken. Which they were is told in the archive itself, in the same transaction.

import type { Transaction } from 'kysely'
import { alone } from './alone.ts'
import { isHeld, isStayHeld } from './holds.ts'
import { LETTING_GO, tellOf } from './let-go.ts'
import type { ArchiveDb } from './open-archive.ts'
import { keepOf, type RetentionRule, retentionRules } from './retention-rules.ts'
import { knownRoom } from './room-details.ts'
import type { ArchiveTables } from './tables.ts'
import { dropWords } from './words.ts'

/** Null for what belongs to no room. */
export type LetGo = { room: string | null; events: number; before: number }
/** `by` is who lets go, `at` when. */
type Sweep = { at: number; by: string; limit: number }
type Due = Sweep & { room: string | null; before: number }

const EVENTS_AT_ONCE = 1_000

/** One room after the other, what its rule no longer keeps. @param limit how many events; the rest is for the next time */
export async function letGoDue(db: ArchiveDb, { at, by, limit }: Sweep): Promise<LetGo[]> {
  const rules = await retentionRules(db)
  if (rules.length === 0) return []
  const gone: LetGo[] = []
  let left = limit
  for (let room: string | null | undefined = null; room !== undefined && left > 0; ) {
    const keep = await keepFor(db, room, rules)
    if (keep !== null) {
      const before = at - keep
      const events = await letGo(db, { room, before, at, by, limit: left })
      if (events > 0) gone.push({ room, events, before })
      left -= events
    }
    room = await roomAfter(db, room)
  }
  return gone
}

/** @returns how many events; fewer than `limit` when no more are due */
async function letGo(db: ArchiveDb, due: Due): Promise<number> {
  for (let gone = 0; ; ) {
    const limit = Math.min(EVENTS_AT_ONCE, due.limit - gone)
    const more = await alone(db, (tx) => letSomeGo(tx, { ...due, limit }))
    gone += more
    if (more < EVENTS_AT_ONCE || gone >= due.limit) return gone
  }
}

async function letSomeGo(
  tx: Transaction<ArchiveTables>,
  { room, before, limit, ...told }: Due,
): Promise<number> {
  const taken = await tx
    .selectFrom('adapters')
    .select((eb) => eb.fn.min('taken').as('by'))
    .executeTakeFirst()
  const rows = await tx
    .selectFrom('events')
    .select(['number', 'at', 'event'])
    .where('event', 'is not', null)
    .where('kind', '!=', LETTING_GO)
    .where('room', room === null ? 'is' : '=', room)
    .where('at', '<', before)
    .where('number', '<=', Number(taken?.by ?? Number.MAX_SAFE_INTEGER))
    .where((eb) => eb.not(isHeld(eb)))
    .orderBy('at')
    .orderBy('number')
    .limit(limit)
    .execute()
  await dropWords(tx, rows)
  const numbers = rows.map(({ number }) => Number(number))
  if (numbers.length > 0) {
    await tx.updateTable('events').set({ event: null }).where('number', 'in', numbers).execute()
    await tellOf(tx, { numbers, room, before, ...told })
  }
  if (room !== null) await forgetStays(tx, room, before)
  return rows.length
}

async function forgetStays(tx: Transaction<ArchiveTables>, room: string, before: number): Promise<void> {
  await tx
    .deleteFrom('attendance')
    .where('room', '=', room)
    .where('parted_at', '<', before)
    .where((eb) => eb.not(isStayHeld(eb)))
    .execute()
}

/** The next room of which anything is kept; found by leaps, for there are far more events than rooms. */
async function roomAfter(db: ArchiveDb, room: string | null): Promise<string | undefined> {
  const [said, been] = await Promise.all([
    db
      .selectFrom('events')
      .select('room')
      .where('event', 'is not', null)
      .where('room', '>', room ?? '')
      .orderBy('room')
      .limit(1)
      .executeTakeFirst(),
    db
      .selectFrom('attendance')
      .select('room')
      .where('room', '>', room ?? '')
      .orderBy('room')
      .limit(1)
      .executeTakeFirst(),
  ])
  const [next] = [said?.room, been?.room].filter((each) => typeof each === 'string').sort()
  return next
}

async function keepFor(db: ArchiveDb, room: string | null, rules: RetentionRule[]): Promise<number | null> {
  if (room === null) return keepOf(rules, null)
  const { categoryUri = '' } = (await knownRoom(db, room)) ?? {}
  return keepOf(rules, { uri: room, categoryUri })
}
