// Turns timeline rows into what is drawn: where a day begins, where the unread begins, where a group of one author begins.
// An item that says the same as before is the same object, so the list redraws only what changed.

import type { TimelineRow } from '../state/timeline.ts'

export type TimelineItem = {
  readonly row: TimelineRow
  /** Midnight of the day that begins above this row. */
  readonly day: number | undefined
  /** How many unread posts begin here. */
  readonly unread: number | undefined
  /** First of its author's group: with face and name. */
  readonly lead: boolean
  /** The room's very first row. */
  readonly begins: boolean
}

export type Unread = { seq: number; count: number }
type Layout = { unread?: Unread | undefined; startReached: boolean; dayOf: (ts: number) => number }

export const GROUP_MS = 5 * 60_000

export function timeOfRow(row: TimelineRow): number | undefined {
  switch (row.row) {
    case 'post':
    case 'tombstone':
      return row.ts
    case 'pending':
      return row.createdAt
    case 'gap':
      return undefined
  }
}

function authorOf(row: TimelineRow): string | undefined {
  if (row.row === 'pending') return 'me'
  if (row.row !== 'post') return undefined
  return row.mine ? 'me' : row.author
}

export function isUnread(row: TimelineRow, marker: number): boolean {
  return row.row === 'post' && row.seq > marker && !row.mine
}

function sameGroup(above: TimelineRow | undefined, row: TimelineRow): boolean {
  const author = authorOf(row)
  if (!above || author === undefined || authorOf(above) !== author) return false
  return Math.abs((timeOfRow(row) ?? 0) - (timeOfRow(above) ?? 0)) < GROUP_MS
}

export function layOut(
  rows: readonly TimelineRow[],
  layout: Layout,
  before: ReadonlyMap<string, TimelineItem>,
): TimelineItem[] {
  let lastDay: number | undefined
  return rows.map((row, index) => {
    const ts = timeOfRow(row)
    const today = ts === undefined ? lastDay : layout.dayOf(ts)
    const day = today === lastDay ? undefined : today
    lastDay = today
    const unread = row.row === 'post' && row.seq === layout.unread?.seq ? layout.unread.count : undefined
    const lead = day !== undefined || unread !== undefined || !sameGroup(rows[index - 1], row)
    return kept(before, { row, day, unread, lead, begins: index === 0 && layout.startReached })
  })
}

function kept(before: ReadonlyMap<string, TimelineItem>, item: TimelineItem): TimelineItem {
  const old = before.get(item.row.key)
  const same =
    old &&
    old.row === item.row &&
    old.day === item.day &&
    old.unread === item.unread &&
    old.lead === item.lead &&
    old.begins === item.begins
  return same ? old : item
}
