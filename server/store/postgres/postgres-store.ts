// The Store over a PostgreSQL, which several nodes may share. Posting has connections of its own, so that it
// never queues behind readers.

import { Kysely, PostgresDialect } from 'kysely'
import type { Log } from '../../logger.ts'
import type { AppendBatch } from '../append.ts'
import { StoreFault } from '../fault.ts'
import type { Job } from '../job.ts'
import { type JobName, jobs } from '../jobs/index.ts'
import { migrate } from '../migrate.ts'
import { type Asked, indexed } from '../search/indexed.ts'
import type { Store } from '../store.ts'
import type { Tables } from '../tables.ts'
import { createAppend } from './append.ts'
import { poolDialect } from './auth-dialect.ts'
import { openPool, type Pool } from './pool.ts'
import { requireUsable } from './requirements.ts'
import { runJob } from './run-job.ts'

const POSTING_CONNECTIONS = 2
const JOB_CONNECTIONS = 8

type Options = { url: string; log: Log }

export async function openPostgresStore(options: Options): Promise<Store> {
  await prepare(options)
  const posting = openPool({ ...options, max: POSTING_CONNECTIONS })
  const asking = openPool({ ...options, max: JOB_CONNECTIONS })
  const append = createAppend(posting)
  let isClosed = false

  async function whileOpen<Result>(ask: () => Promise<Result>): Promise<Result> {
    if (isClosed) throw new StoreFault('closed', 'The store is closed.')
    return ask()
  }

  return indexed(
    {
      ...jobCallers(asking, whileOpen),
      append: (batch: AppendBatch) => whileOpen(() => append(batch)),
      authDialect: poolDialect(asking),
      authDatabase: 'postgres',
      async close() {
        if (isClosed) return
        isClosed = true
        await Promise.all([posting.end(), asking.end()])
      },
    } as Asked,
    options.log,
  )
}

async function prepare({ url, log }: Options): Promise<void> {
  const pool = openPool({ url, log, max: 2, patient: true })
  try {
    await requireUsable(pool)
    await migrate(new Kysely<never>({ dialect: new PostgresDialect({ pool }) }))
  } finally {
    await pool.end()
  }
}

function jobCallers(pool: Pool, whileOpen: <Result>(ask: () => Promise<Result>) => Promise<Result>) {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const names = Object.keys(jobs) as JobName[]
  return Object.fromEntries(
    names.map((name) => {
      const job = jobs[name] as Job<unknown, unknown>
      return [name, (args: unknown) => whileOpen(() => runJob(db, job, args))]
    }),
  )
}
