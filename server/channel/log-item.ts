// What the store holds, as it goes down the wire.

import type { Amend, Reaction } from '#shared/amend.ts'
import { toBase64url } from '#shared/bytes.ts'
import { type Entry, isTombstone, type LogItem, type Tombstone } from '#shared/entry.ts'
import { REACTION_PEOPLE } from '#shared/limits.ts'
import { usernameOf } from '#shared/uri.ts'
import type { AmendRow, ReactionRow } from '../store/jobs/amends.ts'
import type { PageRow } from '../store/jobs/page-row.ts'

export function toAmend({ seq, edit, reactions, pinned }: AmendRow): Amend {
  const entry = edit && toLogItem(edit)
  return {
    seq,
    ...(entry === undefined || isTombstone(entry) ? {} : { edit: entry }),
    ...(reactions === undefined ? {} : { reactions: totals(reactions) }),
    ...(pinned === undefined ? {} : { pinned }),
  }
}

function totals(rows: readonly ReactionRow[]): Reaction[] {
  return [...Map.groupBy(rows, ({ emoji }) => emoji)].map(([emoji, all]) => ({
    emoji,
    count: all.length,
    people: all
      .slice(0, REACTION_PEOPLE)
      .map(({ uri, displayName }) => ({ uri, displayName: displayName ?? usernameOf(uri) })),
  }))
}

export function toLogItem(row: PageRow): LogItem {
  const place = { seq: Number(row.seq), ts: new Date(Number(row.ts)).toISOString() }
  if (row.gone !== null || row.signed === null || row.sig === null) {
    return {
      ...place,
      id: row.id,
      kind: row.kind,
      hash: toBase64url(row.hash),
      gone: row.gone ?? 'purged',
    } satisfies Tombstone
  }
  const authdisp = row.authdisp === null ? {} : { authdisp: row.authdisp }
  return { ...place, via: row.via, ...authdisp, signed: row.signed, sig: row.sig } satisfies Entry
}
