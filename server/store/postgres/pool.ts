// Connections to PostgreSQL. Every one has a listener for errors from its first moment: without, a restart of
// the database would end this process. Nothing waits for ever: a stuck server costs a connection, never a hang.

import { Pool, types } from 'pg'
import type { Log } from '../../logger.ts'

export type { Pool }

const CONNECT_MS = 5_000
const LOCK_MS = 10_000
const STATEMENT_MS = 20_000
/** Longer than the server's own patience, so that this one speaks only when the server does not. */
const ANSWER_MS = 25_000
/** A node that froze in the middle of a transaction lets go of its locks after this. */
const IDLE_IN_TRANSACTION_MS = 15_000

const BIGINT = types.builtins.INT8
const BYTES = types.builtins.BYTEA

const PATIENCE = {
  lock_timeout: LOCK_MS,
  statement_timeout: STATEMENT_MS,
  query_timeout: ANSWER_MS,
  idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
}

export type PoolOptions = {
  url: string
  max: number
  log: Log
  /** A migration may take its time. */
  patient?: boolean
}

export function openPool({ url, max, log, patient = false }: PoolOptions): Pool {
  const lost = (error: Error) => log.warn({ error }, 'a connection to the database was lost')
  const pool = new Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    fallback_application_name: 'backchat',
    ...(patient ? {} : PATIENCE),
    // Statements that do not wait for one another go out together; and whoever gives up waiting cuts the line,
    // so that no one is handed a connection on which an old question is still open.
    pipeline: true,
    types: { getTypeParser: parserOf as typeof types.getTypeParser },
    onConnect: (client) => void client.on('error', lost),
  })
  // Raised again for connections that wait in the pool; they were heard of above.
  pool.on('error', () => {})
  return pool
}

/** Numbers and bytes come as SQLite gives them; the driver would make strings and Buffers of them. */
function parserOf(oid: number, format?: 'text'): unknown {
  if (oid === BIGINT) return Number
  if (oid === BYTES) return bytesOf
  return types.getTypeParser(oid, format)
}

function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.slice('\\x'.length), 'hex'))
}
