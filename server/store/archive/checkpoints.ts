// What the pool signs, and what it has signed: the size of the archive, the root of its tree and the last value of its chain.

import type { ArchiveDb } from './open-archive.ts'
import type { ArchiveTables } from './tables.ts'
import { inclusionPath, readTail, rootAt } from './tree.ts'

export type ArchiveHead = { size: number; root: Uint8Array; chain: Uint8Array }
export type CheckpointRow = ArchiveTables['checkpoints']

export async function readHead(db: ArchiveDb): Promise<ArchiveHead> {
  return db.transaction().execute(async (tx) => {
    const { size, chain } = await readTail(tx)
    return { size, chain, root: await rootAt(tx, size) }
  })
}

/** Of one size there is one: the first stays. */
export async function keepCheckpoint(db: ArchiveDb, checkpoint: CheckpointRow): Promise<void> {
  await db
    .insertInto('checkpoints')
    .values(checkpoint)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The newest that an event is under: the oldest one that holds it. */
export async function checkpointOver(db: ArchiveDb, number: number): Promise<CheckpointRow | undefined> {
  const row = await db
    .selectFrom('checkpoints')
    .selectAll()
    .where('size', '>=', number)
    .orderBy('size')
    .limit(1)
    .executeTakeFirst()
  return row && inNumbers(row)
}

export async function lastCheckpoint(db: ArchiveDb): Promise<CheckpointRow | undefined> {
  const row = await db
    .selectFrom('checkpoints')
    .selectAll()
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && inNumbers(row)
}

/** PostgreSQL tells long numbers as text. */
export function inNumbers(row: CheckpointRow): CheckpointRow {
  return { ...row, size: Number(row.size), at: Number(row.at) }
}

/** What shows to anybody who has the checkpoint that the event is in the archive. */
export async function proofOf(
  db: ArchiveDb,
  number: number,
): Promise<{ checkpoint: CheckpointRow; path: Uint8Array[] } | undefined> {
  const checkpoint = await checkpointOver(db, number)
  return checkpoint && { checkpoint, path: await inclusionPath(db, number, checkpoint.size) }
}
