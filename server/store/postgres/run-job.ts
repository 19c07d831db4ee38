// Runs a job in the transaction that its kind needs. Several nodes write at once, so writers are serializable:
// whoever gets in another's way is rolled back by the database and done again, as if they had come in turn.

import { setTimeout as wait } from 'node:timers/promises'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Job } from '../job.ts'
import type { Tables } from '../tables.ts'
import { sorted, takenIn, wasInTheWay } from './postgres-error.ts'
import { BESIDE_POSTING, STOP_POSTING } from './posting-lock.ts'

const ATTEMPTS = 40
/** Seen from a new snapshot, a name just taken is an orderly refusal; if it is not, it will never be. */
const ATTEMPTS_AT_UNIQUENESS = 3
const LONGEST_WAIT_MS = 64

type Work<Result> = (transaction: Transaction<Tables>) => Promise<Result>

export async function runJob<Args, Result>(
  db: Kysely<Tables>,
  job: Job<Args, Result>,
  args: Args,
): Promise<Result> {
  const work: Work<Result> = (transaction) => job.run(transaction, args)
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction(db, job.access, work)
    } catch (error) {
      if (attempt >= attemptsAfter(error)) throw sorted(error)
      await wait(Math.random() * Math.min(2 ** attempt, LONGEST_WAIT_MS))
    }
  }
}

function attemptsAfter(error: unknown): number {
  if (wasInTheWay(error)) return ATTEMPTS
  return takenIn(error) === undefined ? 1 : ATTEMPTS_AT_UNIQUENESS
}

function inTransaction<Result>(
  db: Kysely<Tables>,
  access: Job<never, unknown>['access'],
  work: Work<Result>,
): Promise<Result> {
  switch (access) {
    case 'read':
      return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)
    case 'write':
      return db.transaction().setIsolationLevel('serializable').execute(work)
    case 'write alone':
      return lockedBy(db, STOP_POSTING, work)
    case 'write beside':
      return lockedBy(db, BESIDE_POSTING, work)
  }
}

/** Read committed, and safe because alone: each statement after the lock sees what was done before it. */
function lockedBy<Result>(db: Kysely<Tables>, lock: string, work: Work<Result>): Promise<Result> {
  return db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (transaction) => {
      await sql.raw(lock).execute(transaction)
      return work(transaction)
    })
}
