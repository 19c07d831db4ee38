// What is served is what was stored: each text is held against its hash, each place against the chain. A disk that
// gives back other bytes than it was given is found here, before anyone reads them.

import { CHAIN_START } from '#shared/chain.ts'
import { StoreFault } from './fault.ts'
import type { EntryRow } from './tables.ts'
import { hashOf, nextTail, type Tail } from './tail.ts'

export type ProvenText = Pick<EntryRow, 'seq' | 'author' | 'hash' | 'signed'>
export type ProvenRow = ProvenText & Pick<EntryRow, 'id' | 'kind' | 'chain'>

export const LOG_START: Tail = { head: 0, chain: CHAIN_START }

/** Walks on from `tail`; tells what is wrong with the first row that does not belong there, or where the walk ended. */
export function walk(tail: Tail, rows: readonly ProvenRow[]): Tail | { seq: number; wrong: string } {
  let at = tail
  for (const row of rows) {
    const seq = at.head + 1
    if (Number(row.seq) !== seq) return { seq, wrong: 'is missing' }
    const wrong = wrongWith(row)
    if (wrong) return { seq, wrong }
    at = nextTail(at, row.hash)
    if (!isSame(at.chain, row.chain)) return { seq, wrong: 'does not follow from the one before it' }
  }
  return at
}

/** What the row's own hash tells of it. */
export function wrongWith(row: ProvenText & Partial<ProvenRow>): string | undefined {
  if (row.signed === null) return undefined
  if (!isSame(hashOf(row.signed), row.hash)) return 'holds other bytes than its author signed'
  const said = fieldsOf(row.signed)
  for (const name of ['author', 'id', 'kind'] as const) {
    const isAnother = said[name] !== undefined && row[name] !== undefined && said[name] !== row[name]
    if (isAnother) return `is filed under another ${name} than its author signed`
  }
  return undefined
}

export function damage(roomId: number, { seq, wrong }: { seq: number; wrong: string }): StoreFault {
  return new StoreFault('damaged', `Entry ${seq} of room ${roomId} ${wrong}.`)
}

export function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}

/** Whatever bears the right hash was stored like this, be it JSON or not. */
function fieldsOf(signed: string): Record<string, unknown> {
  try {
    const said: unknown = JSON.parse(signed)
    return typeof said === 'object' && said !== null ? { ...said } : {}
  } catch {
    return {}
  }
}
