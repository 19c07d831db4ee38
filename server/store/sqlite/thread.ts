// A database thread: takes orders one after the other, so that no two jobs of a connection interleave.
// One thread writes and one only reads; an fsync or a long search stops neither the sockets nor the other.

import { workerData } from 'node:worker_threads'
import type { Kysely } from 'kysely'
import type { Job } from '../job.ts'
import { jobs } from '../jobs/index.ts'
import { migrate } from '../migrate.ts'
import type { Tables } from '../tables.ts'
import { serveThread } from '../thread/serve.ts'
import { prepareAppend } from './append.ts'
import { type Connection, openConnection } from './connection.ts'
import { type HighWater, openHighWater } from './high-water.ts'
import { explained } from './opening.ts'
import { kyselyOver } from './prepared.ts'
import { runJob } from './run-job.ts'
import { faultOf } from './sqlite-fault.ts'
import { requireSound, requireWhole, writeLogAnew } from './start-check.ts'
import type { Order, ThreadOptions } from './wire.ts'

const options = workerData as ThreadOptions

type Opening = {
  connection: Connection
  db: Kysely<Tables>
  writing?: { append: ReturnType<typeof prepareAppend>; highWater: HighWater }
}

async function open(): Promise<Opening> {
  const connection = openConnection(options.file, options.access)
  const db = kyselyOver<Tables>(connection)
  if (options.access === 'read') return { connection, db }
  requireSound(connection)
  writeLogAnew(connection)
  await migrate(db as unknown as Kysely<never>)
  requireWhole(connection)
  const highWater = openHighWater(connection, options.file)
  return { connection, db, writing: { append: prepareAppend(connection), highWater } }
}

async function obey(opening: Opening, order: Order): Promise<unknown> {
  switch (order.order) {
    case 'job': {
      const job = jobs[order.name] as Job<unknown, unknown>
      return runJob(opening, job, order.args)
    }
    case 'append': {
      const result = opening.writing?.append(order.batch)
      opening.writing?.highWater.rise()
      return result
    }
    case 'sql':
      return runStatement(opening.connection, order)
  }
}

function runStatement(connection: Connection, order: { sql: string; parameters: readonly unknown[] }) {
  const statement = connection.prepare(order.sql)
  if (statement.reader) return { rows: statement.all(...order.parameters) }
  const { changes, lastInsertRowid } = statement.run(...order.parameters)
  return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
}

async function openExplained(): Promise<Opening> {
  return open().catch((error: unknown) => {
    throw explained(error, options.file)
  })
}

await serveThread<Order>(async () => {
  const opening = await openExplained()
  return {
    obey: (order) => obey(opening, order),
    faultOf,
    inTurn: true,
    async close() {
      opening.writing?.highWater.close()
      await opening.db.destroy()
    },
  }
})
