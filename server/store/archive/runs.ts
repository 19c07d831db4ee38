// Adapters and the runs they are at. A run is written down before it begins and forgotten when it has succeeded, in one
// transaction with the adapter's cursor: so each event is handed over in one run, and the run is repeated until it succeeds.

import { alone } from './alone.ts'
import type { ArchiveDb } from './open-archive.ts'
import type { ArchiveAdapterRow, RunRow } from './tables.ts'
import { readTail } from './tree.ts'

/** Of whoever was the last to take the lease. */
export type Fence = number

export class LeaseLost extends Error {
  constructor() {
    super('Another node runs the adapters now.')
    this.name = 'LeaseLost'
  }
}

const LEASE = 'adapters'

/** @returns the fence; undefined while another holder has the lease */
export function takeLease(
  db: ArchiveDb,
  { holder, at, forMs }: { holder: string; at: number; forMs: number },
): Promise<Fence | undefined> {
  return alone(db, async (tx) => {
    const held = await tx.selectFrom('lease').selectAll().where('name', '=', LEASE).executeTakeFirst()
    if (held && held.holder !== holder && Number(held.until) > at) return undefined
    const fence = held?.holder === holder ? Number(held.fence) : Number(held?.fence ?? 0) + 1
    const values = { holder, fence, until: at + forMs }
    await tx
      .insertInto('lease')
      .values({ name: LEASE, ...values })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(values))
      .execute()
    return fence
  })
}

export async function adapters(db: ArchiveDb): Promise<ArchiveAdapterRow[]> {
  const rows = await db.selectFrom('adapters').selectAll().orderBy('name').execute()
  return rows.map((row) => ({ ...row, taken: Number(row.taken) }))
}

/** From the beginning, or from now on. */
export function addAdapter(
  db: ArchiveDb,
  { since, ...adapter }: Omit<ArchiveAdapterRow, 'taken'> & { since: 'beginning' | 'now' },
): Promise<boolean> {
  return alone(db, async (tx) => {
    const taken = since === 'now' ? (await readTail(tx)).size : 0
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('adapters')
      .values({ ...adapter, taken })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    return numInsertedOrUpdatedRows === 1n
  })
}

export function removeAdapter(db: ArchiveDb, { name }: { name: string }): Promise<boolean> {
  return alone(db, async (tx) => {
    await tx.deleteFrom('runs').where('adapter', '=', name).execute()
    const { numDeletedRows } = await tx
      .deleteFrom('adapters')
      .where('name', '=', name)
      .executeTakeFirstOrThrow()
    return numDeletedRows === 1n
  })
}

export type PlannedRun = Omit<RunRow, 'from_number' | 'to_number' | 'planned_at'> & {
  from: number
  to: number
  plannedAt: number
}

/**
 * The run that was planned and did not succeed yet, or a new one over what came since; undefined when nothing did. What is not under
 * a checkpoint yet is for a later run: what an adapter has written can be proven.
 */
export function planRun(
  db: ArchiveDb,
  { adapter, fence, at, limit }: { adapter: string; fence: Fence; at: number; limit: number },
): Promise<PlannedRun | undefined> {
  return alone(db, async (tx) => {
    await requireFence(tx, fence)
    const open = await tx
      .updateTable('runs')
      .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
      .where('adapter', '=', adapter)
      .returningAll()
      .executeTakeFirst()
    if (open) return planned(open)
    const own = await tx.selectFrom('adapters').select('taken').where('name', '=', adapter).executeTakeFirst()
    const signed = await tx
      .selectFrom('checkpoints')
      .select((eb) => eb.fn.max('size').as('size'))
      .executeTakeFirst()
    const size = Number(signed?.size ?? 0)
    if (!own || Number(own.taken) >= size) return undefined
    const from = Number(own.taken) + 1
    const row = { adapter, from_number: from, to_number: Math.min(size, from + limit - 1), planned_at: at }
    await tx
      .insertInto('runs')
      .values({ ...row, attempts: 1, fault: null })
      .execute()
    return planned({ ...row, attempts: 1, fault: null })
  })
}

function planned({ from_number, to_number, planned_at, ...row }: RunRow): PlannedRun {
  return { ...row, from: Number(from_number), to: Number(to_number), plannedAt: Number(planned_at) }
}

/** What it wrote stands where it belongs; it is never run again. */
export function finishRun(
  db: ArchiveDb,
  { adapter, to, fence }: { adapter: string; to: number; fence: Fence },
): Promise<void> {
  return alone(db, async (tx) => {
    await requireFence(tx, fence)
    await tx.deleteFrom('runs').where('adapter', '=', adapter).execute()
    await tx.updateTable('adapters').set({ taken: to }).where('name', '=', adapter).execute()
  })
}

export function failRun(
  db: ArchiveDb,
  { adapter, fault, fence }: { adapter: string; fault: string; fence: Fence },
): Promise<void> {
  return alone(db, async (tx) => {
    await requireFence(tx, fence)
    await tx.updateTable('runs').set({ fault }).where('adapter', '=', adapter).execute()
  })
}

export async function openRuns(db: ArchiveDb): Promise<PlannedRun[]> {
  return (await db.selectFrom('runs').selectAll().orderBy('adapter').execute()).map(planned)
}

/** Whoever lost the lease while it worked changes nothing any more. */
async function requireFence(db: ArchiveDb, fence: Fence): Promise<void> {
  const row = await db.selectFrom('lease').select('fence').where('name', '=', LEASE).executeTakeFirst()
  if (Number(row?.fence) !== fence) throw new LeaseLost()
}
