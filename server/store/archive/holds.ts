// Legal holds: what one covers is let go by nothing as long as it is open. Holds are added and released one at a time with
// all that changes the archive, so that none comes too late for a sweep that is under way.

import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql, type Transaction } from 'kysely'
import { alone } from './alone.ts'
import type { ArchiveDb } from './open-archive.ts'
import type { ArchiveTables, HoldRow } from './tables.ts'

/** Without a person it covers everyone, without a room all of them, without an end what is still to come. */
export type HoldScope = { person: string | null; room: string | null; from: number | null; to: number | null }
export type Hold = HoldScope & {
  id: string
  name: string
  /** The case that it belongs to. */
  caseId: string | null
  reason: string
  by: string
  at: number
  released: { at: number; by: string } | null
}

/** @returns false when an open hold has this name, or its case is not open */
export function addHold(db: ArchiveDb, hold: Omit<Hold, 'released'>): Promise<boolean> {
  const { from, to, caseId, ...row } = hold
  return alone(db, async (tx) => {
    if (caseId !== null && !(await isOpen(tx, caseId))) return false
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('holds')
      .values({ ...row, case_id: caseId, from_at: from, to_at: to, released_at: null, released_by: null })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    return numInsertedOrUpdatedRows === 1n
  })
}

async function isOpen(tx: Transaction<ArchiveTables>, id: string): Promise<boolean> {
  const open = tx.selectFrom('cases').select('id').where('id', '=', id).where('closed_at', 'is', null)
  return (await open.executeTakeFirst()) !== undefined
}

/** It stays on record. @returns false when no open hold has this name */
export function releaseHold(
  db: ArchiveDb,
  { name, at, by }: { name: string; at: number; by: string },
): Promise<boolean> {
  return alone(db, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('holds')
      .set({ released_at: at, released_by: by })
      .where('name', '=', name)
      .where('released_at', 'is', null)
      .executeTakeFirstOrThrow()
    return numUpdatedRows === 1n
  })
}

/** Open ones and released ones, by when they were made. */
export async function holds(db: ArchiveDb): Promise<Hold[]> {
  const rows = await db.selectFrom('holds').selectAll().orderBy('at').orderBy('id').execute()
  return rows.map(holdOf)
}

function holdOf({ case_id, from_at, to_at, released_at, released_by, ...row }: HoldRow): Hold {
  const long = (value: number | null) => (value === null ? null : Number(value))
  return {
    ...{ ...row, caseId: case_id, at: Number(row.at), from: long(from_at), to: long(to_at) },
    released: released_at === null ? null : { at: Number(released_at), by: released_by ?? '' },
  }
}

/** Whether an open hold covers an event. Words that were taken away are told in an event of whoever wrote them. */
export function isHeld(
  eb: ExpressionBuilder<ArchiveTables, 'events'>,
): ExpressionWrapper<ArchiveTables, 'events', SqlBool> {
  return eb.exists(
    eb
      .selectFrom('holds')
      .select(sql.lit(1).as('one'))
      .where('released_at', 'is', null)
      .where((h) =>
        h.and([
          h.or([h('holds.person', 'is', null), h('holds.person', '=', h.ref('events.person'))]),
          h.or([h('holds.room', 'is', null), h('holds.room', '=', h.ref('events.room'))]),
          h.or([h('from_at', 'is', null), h('from_at', '<=', h.ref('events.at'))]),
          h.or([h('to_at', 'is', null), h('to_at', '>', h.ref('events.at'))]),
        ]),
      ),
  )
}

/** The same of somebody's stay in a room, any part of which may be in the period. */
export function isStayHeld(
  eb: ExpressionBuilder<ArchiveTables, 'attendance'>,
): ExpressionWrapper<ArchiveTables, 'attendance', SqlBool> {
  return eb.exists(
    eb
      .selectFrom('holds')
      .select(sql.lit(1).as('one'))
      .where('released_at', 'is', null)
      .where((h) =>
        h.and([
          h.or([h('holds.person', 'is', null), h('holds.person', '=', h.ref('attendance.person'))]),
          h.or([h('holds.room', 'is', null), h('holds.room', '=', h.ref('attendance.room'))]),
          h.or([h('from_at', 'is', null), h('from_at', '<=', h.ref('parted_at'))]),
          h.or([h('to_at', 'is', null), h('to_at', '>', h.ref('joined_at'))]),
        ]),
      ),
  )
}
