// Sorts what PostgreSQL and its driver throw by what must follow. None of it ends the process: a database that
// is away comes back, and whoever was turned away sends the same again.

import { DatabaseError } from 'pg'
import { XccosError } from '#shared/errors.ts'
import { type FaultKind, StoreFault } from '../fault.ts'

/** By the start of the SQLSTATE; the first that fits counts. */
const KINDS: [sqlstate: string, kind: FaultKind][] = [
  ['53100', 'full'], // disk full
  ['08', 'busy'], // the connection failed
  ['53', 'busy'], // too many connections, out of memory
  ['57', 'busy'], // shutting down, starting, cancelled after too long
  ['58', 'busy'], // its disk failed; it stops and recovers by itself
  ['40', 'busy'], // still colliding with others after all attempts
  ['55P03', 'busy'], // waited too long for a lock
  ['25P03', 'busy'], // cut off in the middle of a transaction
  ['25006', 'busy'], // has become read-only: a standby
  ['28', 'busy'], // it does not know us any more
  ['3D', 'busy'], // nor the database
]
const NUL_IN_TEXT = '22021'
const UNIQUE_VIOLATION = '23505'
const ROLLED_BACK_FOR_OTHERS = ['40001', '40P01']

/** What the driver says when it, not the database, gives up. It has no codes for these. */
const DRIVER_GAVE_UP =
  /^(?:Connection terminated|Client (?:has encountered|was closed)|Query read timeout|timeout e|Postgres connection has been discarded)/
const POOL_IS_CLOSED = /^Cannot use a pool after calling end/

/** Another transaction was in the way; done again, this one sees what the other did. */
export function wasInTheWay(error: unknown): boolean {
  return error instanceof DatabaseError && ROLLED_BACK_FOR_OTHERS.includes(error.code ?? '')
}

/** The name of the unique constraint that was violated. */
export function takenIn(error: unknown): string | undefined {
  return error instanceof DatabaseError && error.code === UNIQUE_VIOLATION ? error.constraint : undefined
}

/** The error that the rest of the server knows. */
export function sorted(error: unknown): Error {
  if (error instanceof XccosError || error instanceof StoreFault) return error
  if (!(error instanceof Error)) return new StoreFault('bug', String(error))
  if (error instanceof DatabaseError && error.code === NUL_IN_TEXT)
    return new XccosError('InvalidArgument', 'Text may not contain the character NUL.')
  const kind = kindOf(error)
  return new StoreFault(kind, kind === 'bug' ? (error.stack ?? error.message) : describe(error), {
    cause: error,
  })
}

function kindOf(error: Error): FaultKind {
  const code = codeOf(error)
  if (error instanceof DatabaseError) return KINDS.find(([start]) => code.startsWith(start))?.[1] ?? 'bug'
  if (POOL_IS_CLOSED.test(error.message)) return 'closed'
  return isOfTheSystem(code) || DRIVER_GAVE_UP.test(error.message) ? 'busy' : 'bug'
}

/** ECONNREFUSED, ETIMEDOUT, ENOTFOUND and their like; not Node's own ERR_… */
function isOfTheSystem(code: string): boolean {
  return /^E[A-Z]+$/.test(code)
}

function describe(error: Error): string {
  const code = codeOf(error)
  return code ? `${code}: ${error.message}` : error.message
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}
