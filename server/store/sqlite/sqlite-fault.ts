// Sorts SQLite's errors by what must follow from them. What matters is whether a commit may have failed half-way:
// a disk that is full says so before anything is promised, a disk that fails may have kept any part of it.

import { type FaultKind, StoreFault } from '../fault.ts'

/** By the start of the code; the first that fits counts. */
const KINDS: [prefix: string, kind: FaultKind][] = [
  ['SQLITE_FULL', 'full'],
  // The index of the log, which is memory shared between connections, could not grow: for that it needs space too.
  ['SQLITE_IOERR_SHMSIZE', 'full'],
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_IOERR', 'broken'],
  ['SQLITE_CORRUPT', 'broken'],
  ['SQLITE_NOTADB', 'broken'],
  ['SQLITE_READONLY', 'broken'],
]

export function faultOf(error: unknown): { kind: FaultKind; message: string } {
  if (error instanceof StoreFault) return { kind: error.kind, message: error.message }
  if (!(error instanceof Error)) return { kind: 'bug', message: String(error) }
  const code = codeOf(error)
  const kind = KINDS.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'bug'
  return { kind, message: code ? `${code}: ${error.message}` : (error.stack ?? error.message) }
}

/** SQLite's extended code, or the system's; empty where there is none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
