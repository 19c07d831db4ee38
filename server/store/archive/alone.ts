// A transaction that changes the archive: one at a time over all nodes, for each event follows on the one before it.

import { PostgresAdapter, sql, type Transaction } from 'kysely'
import type { ArchiveDb } from './open-archive.ts'
import type { ArchiveTables } from './tables.ts'

const LOCK = 6_215_404_331_928_073n

export function alone<Result>(
  db: ArchiveDb,
  work: (tx: Transaction<ArchiveTables>) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (tx) => {
    // SQLite has one connection here, and lets one transaction in after the other.
    if (tx.getExecutor().adapter instanceof PostgresAdapter)
      await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(tx)
    return work(tx)
  })
}
