// A database thread: takes orders one after the other, so that no two jobs of a connection interleave.
// One thread writes and one only reads; an fsync or a long search stops neither the sockets nor the other.

import { parentPort, workerData } from 'node:worker_threads'
import { Kysely, SqliteDialect } from 'kysely'
import { XccosError } from '#shared/errors.ts'
import type { Job } from '../job.ts'
import { jobs } from '../jobs/index.ts'
import { migrate } from '../migrate.ts'
import type { Tables } from '../tables.ts'
import { prepareAppend } from './append.ts'
import { type Connection, openConnection } from './connection.ts'
import { faultOf } from './sqlite-fault.ts'
import type { Answer, Opened, Order, Request, ThreadOptions } from './wire.ts'

const options = workerData as ThreadOptions
const port = parentPort
if (!port) throw new Error('This file runs as a worker thread only.')

type Opening = {
  connection: Connection
  db: Kysely<Tables>
  append: ReturnType<typeof prepareAppend> | undefined
}

async function open(): Promise<Opening> {
  const connection = openConnection(options.file, options.access)
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: connection }) })
  if (options.access === 'write') await migrate(db as unknown as Kysely<never>)
  return { connection, db, append: options.access === 'write' ? prepareAppend(connection) : undefined }
}

async function obey(opening: Opening, order: Order): Promise<unknown> {
  switch (order.order) {
    case 'job': {
      const job = jobs[order.name] as Job<unknown, unknown>
      return opening.db.transaction().execute((transaction) => job.run(transaction, order.args))
    }
    case 'append':
      return opening.append?.(order.batch)
    case 'sql':
      return runStatement(opening.connection, order)
    case 'close':
      return opening.db.destroy()
  }
}

function runStatement(connection: Connection, order: { sql: string; parameters: readonly unknown[] }) {
  const statement = connection.prepare(order.sql)
  if (statement.reader) return { rows: statement.all(...order.parameters) }
  const { changes, lastInsertRowid } = statement.run(...order.parameters)
  return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
}

async function answer(opening: Opening, { id, ...order }: Request): Promise<Answer> {
  try {
    return { id, answer: 'done', value: await obey(opening, order as Order) }
  } catch (error) {
    if (error instanceof XccosError)
      return { id, answer: 'refused', code: error.code, sentence: error.message }
    return { id, answer: 'fault', ...faultOf(error) }
  }
}

function serve(opening: Opening): void {
  let queue = Promise.resolve()
  port?.on('message', (request: Request) => {
    queue = queue.then(async () => {
      port?.postMessage(await answer(opening, request))
      if (request.order === 'close') port?.close()
    })
  })
}

try {
  serve(await open())
  port.postMessage({ opened: true } satisfies Opened)
} catch (error) {
  port.postMessage({
    opened: false,
    message: error instanceof Error ? error.message : String(error),
  } satisfies Opened)
}
