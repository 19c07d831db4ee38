// Cases: what somebody looks into, as a search that is kept, with the holds that belong to it. What becomes of one is told of by the
// archive itself, in the transaction of the change, so no case is opened, changed or closed without an event that says so.

import type { Transaction } from 'kysely'
import { changesBetween } from '../jobs/record-change.ts'
import { alone } from './alone.ts'
import type { Filters } from './ask-events.ts'
import type { ArchiveDb } from './open-archive.ts'
import type { ArchiveTables, CaseRow } from './tables.ts'
import { type Doing, tellAct } from './tell-act.ts'

/** What belongs to it; a person, a room and a period are kept by address and in ms, and mean the same for ever. */
export type CaseSearch = Omit<Filters, 'beyond' | 'room'> & {
  room?: string | undefined
  words?: string | undefined
}
type Done = { at: number; by: string }
export type Case = Done & {
  id: string
  /** Never given to another one. */
  name: string
  description: string
  search: CaseSearch
  closed: Done | null
}
type Tx = Transaction<ArchiveTables>

/** @returns false when there is or was a case of this name */
export function openCase(
  db: ArchiveDb,
  { search, called, ...opened }: Omit<Case, 'closed'> & Doing,
): Promise<boolean> {
  const row = { ...opened, search: JSON.stringify(search), closed_at: null, closed_by: null }
  return alone(db, async (tx) => {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('cases')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    if (numInsertedOrUpdatedRows !== 1n) return false
    const { description, name: of } = opened
    const changes = changesBetween({}, { description, ...search })
    const { at, by } = opened
    await tellAct(tx, { kind: 'case', act: 'open', of, at, by, called, changes })
    return true
  })
}

export type CaseChange = Doing & { id: string; description: string; search: CaseSearch }

/** @returns false when no open case has this id */
export function changeCase(
  db: ArchiveDb,
  { id, description, search, ...doing }: CaseChange,
): Promise<boolean> {
  return alone(db, async (tx) => {
    const before = await openOne(tx, id)
    if (!before) return false
    const told = ({ description: said, search: asked }: Pick<Case, 'description' | 'search'>) => ({
      ...{ description: said, ...asked },
    })
    const changes = changesBetween(told(before), told({ description, search }))
    if (Object.keys(changes).length === 0) return true
    const values = { description, search: JSON.stringify(search) }
    await tx.updateTable('cases').set(values).where('id', '=', id).execute()
    await tellAct(tx, { kind: 'case', act: 'change', of: before.name, ...doing, changes })
    return true
  })
}

export type Closing = Doing & { id: string; holds: 'keep' | 'release' }

/** @returns the names of the holds that were released with it; undefined when no open case has this id */
export function closeCase(
  db: ArchiveDb,
  { id, at, by, called, holds }: Closing,
): Promise<{ released: string[] } | undefined> {
  return alone(db, async (tx) => {
    const { name: of } = (await openOne(tx, id)) ?? {}
    if (of === undefined) return undefined
    await tx.updateTable('cases').set({ closed_at: at, closed_by: by }).where('id', '=', id).execute()
    await tellAct(tx, { kind: 'case', act: 'close', of, at, by, called, changes: {} })
    const released = holds === 'release' ? await releaseHolds(tx, { id, at, by }) : []
    for (const name of released)
      await tellAct(tx, {
        kind: 'hold',
        act: 'release',
        at,
        by,
        called,
        changes: changesBetween({ name }, {}),
      })
    return { released }
  })
}

async function releaseHolds(tx: Tx, { id, at, by }: Done & { id: string }): Promise<string[]> {
  const rows = await tx
    .updateTable('holds')
    .set({ released_at: at, released_by: by })
    .where('case_id', '=', id)
    .where('released_at', 'is', null)
    .returning('name')
    .execute()
  return rows.map(({ name }) => name).sort()
}

/** Open ones and closed ones, by when they were opened. */
export async function cases(db: ArchiveDb): Promise<Case[]> {
  const rows = await db.selectFrom('cases').selectAll().orderBy('at').orderBy('id').execute()
  return rows.map(caseOf)
}

/** @param called its id, or its name */
export async function findCase(db: ArchiveDb, called: string): Promise<Case | undefined> {
  const rows = await db
    .selectFrom('cases')
    .selectAll()
    .where((eb) => eb.or([eb('id', '=', called), eb('name', '=', called)]))
    .execute()
  const row = rows.find(({ id }) => id === called) ?? rows[0]
  return row && caseOf(row)
}

async function openOne(tx: Tx, id: string): Promise<Case | undefined> {
  const row = await tx
    .selectFrom('cases')
    .selectAll()
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return row && caseOf(row)
}

function caseOf({ at, search, closed_at, closed_by, ...row }: CaseRow): Case {
  return {
    ...{ ...row, at: Number(at), search: JSON.parse(search) as CaseSearch },
    closed: closed_at === null ? null : { at: Number(closed_at), by: closed_by ?? '' },
  }
}
