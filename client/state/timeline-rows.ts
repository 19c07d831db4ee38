// From what the cache holds of a room to the rows of its timeline. Pure, so it is tested without a screen.

import { gapsBetween, type Run } from '#shared/runs.ts'
import { isPost } from '../cache/entry-rows.ts'
import type { Excerpt } from '../cache/reading.ts'
import type { EntryRow, OutboxRow } from '../cache/rows.ts'
import type { PostState, ShownPost } from './post-state.ts'

export type TimelineRow =
  | {
      row: 'post'
      key: string
      seq: number
      id: string
      author: string
      authdisp: string
      mine: boolean
      text: string
      ts: number
      alert: boolean
    }
  | {
      row: 'tombstone'
      key: string
      seq: number
      ts: number
      gone: 'redacted' | 'purged' | 'withheld' | 'unlogged'
    }
  | { row: 'gap'; key: string; from: number; to: number }
  | {
      row: 'pending'
      key: string
      id: string
      text: string
      createdAt: number
      state: PostState
      reason?: string
      canEdit: boolean
    }

type Read = Pick<Excerpt, 'entries' | 'history' | 'pending'> & { isCut?: boolean }
type Show = (post: OutboxRow) => ShownPost

/** What is on screen: the window's rows, and at the newest end what is still on its way. */
export function timelineRows(
  { entries, history, pending, isCut }: Read,
  me: string,
  shown: Show,
): TimelineRow[] {
  const rows = withGaps(entries, history.runs, me)
  return isCut ? rows : [...rows, ...pendingRows(pending, shown)]
}

/** The newest there is, wherever one reads. */
export function newsRows(
  { newest, history, pending }: Omit<Excerpt, 'entries'>,
  me: string,
  shown: Show,
): TimelineRow[] {
  return [...withGaps(newest, history.runs, me), ...pendingRows(pending, shown)]
}

function pendingRows(pending: readonly OutboxRow[], shown: Show): TimelineRow[] {
  return pending.map((post) => ({
    row: 'pending',
    key: post.id,
    id: post.id,
    text: post.text,
    createdAt: post.createdAt,
    ...shown(post),
  }))
}

function withGaps(entries: readonly EntryRow[], runs: readonly Run[], me: string): TimelineRow[] {
  const first = entries[0]?.seq ?? Number.POSITIVE_INFINITY
  const gaps = gapsBetween(runs).filter((gap) => gap.from > first)
  const rows: TimelineRow[] = []
  let next = 0
  for (const entry of entries) {
    for (let gap = gaps[next]; gap !== undefined && gap.to < entry.seq; gap = gaps[++next])
      rows.push({ row: 'gap', key: `gap ${gap.from}`, ...gap })
    const row = rowOf(entry, me)
    if (row !== undefined) rows.push(row)
  }
  return rows
}

function rowOf(entry: EntryRow, me: string): TimelineRow | undefined {
  const { seq, id, ts } = entry
  if (entry.kind === 'tombstone') return { row: 'tombstone', key: id, seq, ts, gone: entry.gone }
  if (!isPost(entry)) return undefined
  const { author, authdisp, chat: text, alert } = entry
  return { row: 'post', key: id, seq, id, author, authdisp, mine: author === me, text, ts, alert }
}

/** Whether the first entry shown is the first there is. */
export function isStartReached({ entries, history }: Pick<Excerpt, 'entries' | 'history'>): boolean {
  const { floor } = history
  return floor !== undefined && (entries[0]?.seq ?? floor) <= floor
}
