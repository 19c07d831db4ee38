// Records what somebody changed, in the transaction of the change.

import type { Db } from '../job.ts'
import { recordEvents } from './compliance.ts'
import { readMeta } from './meta.ts'

/** Of a value, what it was and is; of a list, who came and went; of a secret, only that it is another. */
export type Change = { from: unknown; to: unknown } | { added: unknown[]; removed: unknown[] } | 'changed'
export type Changes = Record<string, Change>

type Act = {
  kind: 'room' | 'category' | 'group' | 'policy' | 'account'
  act: 'add' | 'change' | 'delete'
  /** What was changed, by its address or name, where `room` does not say it. */
  of?: string
  /** The address of the room; null for what is no room's. */
  room: string | null
  /** Null for the command line, which is told of as the pool. */
  by: string | null
  at: number
  changes: Changes
}

export async function recordChange(db: Db, { kind, act, of, room, by, at, changes }: Act): Promise<void> {
  const person = by ?? (await poolAddress(db))
  const body = JSON.stringify({ act, of, changes })
  await recordEvents(db, [{ at, kind, room, person, device: null, seq: null, post: null, body }])
}

/** Who did what the command line did. */
async function poolAddress(db: Db): Promise<string> {
  return `sip:backchat@${(await readMeta(db, 'domain')) ?? 'localhost'}`
}

type Settings = Record<string, unknown>

/** Of the members of either, those that differ. What is not there is told as null, or as an empty list. */
export function changesBetween(before: Settings, after: Settings): Changes {
  const changes: Changes = {}
  for (const member of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const change = changeOf(before[member], after[member])
    if (change) changes[member] = change
  }
  return changes
}

function changeOf(from: unknown = null, to: unknown = null): Change | undefined {
  if (!Array.isArray(from) && !Array.isArray(to)) return from === to ? undefined : { from, to }
  const [held, wanted] = [new Set<unknown>(listOf(from)), new Set<unknown>(listOf(to))]
  const change = { added: [...wanted.difference(held)], removed: [...held.difference(wanted)] }
  return change.added.length + change.removed.length === 0 ? undefined : change
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
