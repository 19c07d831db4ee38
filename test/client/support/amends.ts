// Entries about earlier ones, as the server would deliver them.

import type { Delivered } from '#shared/entry.ts'
import { BEN, DEVICE, entry, idOf, SIG } from './cast.ts'

export const POOL = { author: 'sip:backchat@localhost', device: 'pool:0a' }
export const about = (seq: number) => ({ target: { device: DEVICE, id: idOf(seq) } })

/** An entry about another, with fields of its kind. */
export function amend(seq: number, fields: Record<string, unknown>): Delivered & { signed: string } {
  const { chat: _, ...base } = JSON.parse(entry(seq).signed) as Record<string, unknown>
  return { ...entry(seq), signed: JSON.stringify({ ...base, ...fields }), sig: SIG }
}

export const edit = (seq: number, of: number, chat: string) =>
  amend(seq, { kind: 'edit', ...about(of), chat })
export const redact = (seq: number, of: number) => amend(seq, { kind: 'redact', ...about(of) })
export const react = (seq: number, of: number, { on = true, author = BEN, emoji = '👍' } = {}) =>
  amend(seq, { kind: 'react', ...about(of), emoji, on, author })
export const pin = (seq: number, of: number, on = true) => amend(seq, { kind: 'pin', ...about(of), on })
export const purge = (seq: number, upTo: number) => amend(seq, { ...POOL, kind: 'purge', upTo })
export const replace = (seq: number, of: number, chat: string) =>
  amend(seq, { ...POOL, kind: 'replace', ...about(of), chat })
