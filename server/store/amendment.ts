// What an entry is about, and whether it may be: asked inside the transaction that stores it, because the post may have
// gone, or come, a moment ago. Pure, and the same for both databases.

import type { PostRef } from '#shared/post.ts'
import type { EntryRow } from './tables.ts'

export type Amendment =
  /** By the author of the target, while the target is no older than `notBefore`. */
  | { kind: 'edit' | 'redact'; target: PostRef; notBefore: number }
  | { kind: 'react'; target: PostRef; emoji: string; on: boolean }
  | { kind: 'pin'; target: PostRef; on: boolean }
  /** By the pool, whoever wrote the target. */
  | { kind: 'remove' | 'replace'; target: PostRef }
  | { kind: 'purge'; upTo: number }

export type WhyNot = 'unknown' | 'gone' | 'not-yours' | 'too-late'

export type Target = Pick<EntryRow, 'room_id' | 'seq' | 'author' | 'kind' | 'ts' | 'gone'>

type Asking = { roomId: number; author: string; amends: Amendment }

/** @param target what is stored under the name that the amendment gives */
export function whyNot({ roomId, author, amends }: Asking, target: Target | undefined): WhyNot | undefined {
  if (amends.kind === 'purge') return undefined
  if (target === undefined || target.room_id !== roomId || target.kind !== 'chat') return 'unknown'
  if (target.gone !== null) return 'gone'
  if (amends.kind !== 'edit' && amends.kind !== 'redact') return undefined
  if (target.author !== author) return 'not-yours'
  return Number(target.ts) < amends.notBefore ? 'too-late' : undefined
}

/** What becomes of the target's words: nothing, or they go. */
export function goneBy({ kind }: Amendment): 'redacted' | 'purged' | undefined {
  if (kind === 'redact') return 'redacted'
  return kind === 'remove' || kind === 'replace' ? 'purged' : undefined
}

/** Whether words go that were to be read until then. */
export function takesWords(amends: Amendment): boolean {
  return amends.kind === 'purge' || goneBy(amends) !== undefined
}

/** What is noted of an amendment beside its entry. */
export function notesOf(amends: Amendment): { emoji: string | null; is_on: 0 | 1 | null } {
  return {
    emoji: amends.kind === 'react' ? amends.emoji : null,
    is_on: 'on' in amends ? (amends.on ? 1 : 0) : null,
  }
}

/** A purge that stands at `seq` takes nothing that comes after it. */
export function boundOf({ upTo }: { upTo: number }, seq: number): number {
  return Math.min(upTo, seq - 1)
}

/** The kinds of entry that hold words; a purge empties these. */
export const KINDS_WITH_WORDS: readonly string[] = ['chat', 'edit', 'replace']

/** Whether an entry is to be found by its words. */
export function isFound({ kind, fleeting }: { kind: string; fleeting: boolean }): boolean {
  return !fleeting && KINDS_WITH_WORDS.includes(kind)
}
