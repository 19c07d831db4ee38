// Sorts SQLite's errors by what must follow from them.

import type { FaultKind } from '../fault.ts'

const KINDS: [prefix: string, kind: FaultKind][] = [
  ['SQLITE_FULL', 'full'],
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_IOERR', 'broken'],
  ['SQLITE_CORRUPT', 'broken'],
  ['SQLITE_NOTADB', 'broken'],
  ['SQLITE_READONLY', 'broken'],
]

export function faultOf(error: unknown): { kind: FaultKind; message: string } {
  if (!(error instanceof Error)) return { kind: 'bug', message: String(error) }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const kind = KINDS.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'bug'
  return { kind, message: code ? `${code}: ${error.message}` : (error.stack ?? error.message) }
}
