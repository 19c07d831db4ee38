// Where the unread began when the room was opened. It is worked out once, so the line stays put for the whole visit.

import { createMemo } from 'solid-js'
import type { Timeline, TimelineRow } from '../state/timeline.ts'
import { isUnread } from './timeline-items.ts'

export type FirstUnread = { seq: number; count: number; ts: number }

export function newestPost(rows: readonly TimelineRow[]): number {
  const last = rows.findLast((row) => row.row === 'post' || row.row === 'tombstone')
  return last && 'seq' in last ? last.seq : 0
}

/** @param known what the room list counted, since only part of the unread may be loaded */
export function unreadOnOpen(timeline: () => Timeline, known: number): () => FirstUnread | undefined {
  const marker = timeline().markerOnOpen
  const headOnOpen = Math.max(timeline().head, newestPost(timeline().rows))
  return createMemo<FirstUnread | undefined>((found) => {
    if (headOnOpen <= marker) return undefined
    const first = firstUnread(timeline(), marker)
    if (!first || first.seq > headOnOpen) return found
    // Rows that were let go do not move the line down again.
    if (found && found.seq <= first.seq) return found
    const loaded = timeline().rows.filter(
      (row) => isUnread(row, marker) && 'seq' in row && row.seq <= headOnOpen,
    )
    return { seq: first.seq, ts: first.ts, count: Math.max(known, loaded.length) }
  })
}

function firstUnread(timeline: Timeline, marker: number): { seq: number; ts: number } | undefined {
  const first = timeline.rows.find((row) => isUnread(row, marker))
  return first?.row === 'post' ? { seq: first.seq, ts: first.ts } : undefined
}
