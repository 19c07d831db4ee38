// Runs a job in one transaction of its thread. Begin and end are spoken here, not by the query builder: on a full disk
// SQLite rolls back by itself, and a second rollback would hide why.

import type { Kysely } from 'kysely'
import type { Job } from '../job.ts'
import type { Tables } from '../tables.ts'
import type { Connection } from './connection.ts'

export async function runJob<Args, Result>(
  { connection, db }: { connection: Connection; db: Kysely<Tables> },
  job: Job<Args, Result>,
  args: Args,
): Promise<Result> {
  connection.exec('begin')
  try {
    const result = await job.run(db, args)
    connection.exec('commit')
    return result
  } catch (error) {
    if (connection.inTransaction) connection.exec('rollback')
    throw error
  }
}
