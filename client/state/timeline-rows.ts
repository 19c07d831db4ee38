// From what the cache holds of a room to the rows of its timeline. Pure, so it is tested without a screen.

import type { Reaction } from '#shared/amend.ts'
import type { PostRef } from '#shared/post.ts'
import { gapsBetween } from '#shared/runs.ts'
import { isPost } from '../cache/entry-rows.ts'
import { contentOf } from '../cache/outbox.ts'
import type { Excerpt } from '../cache/reading.ts'
import type { EntryRow, OutboxRow, PostRow, TombstoneRow } from '../cache/rows.ts'
import { withPending } from './amended-rows.ts'
import type { PostState, ShownPost } from './post-state.ts'

export type Words = { text: string; story?: { title: string } }
/** The post that is answered, as far as it is held here. */
export type Quote = { seq: number; author: string; authdisp: string; alert: boolean } & Words
export type ShownReaction = Reaction & { mine: boolean }

export type PostLine = Words & {
  row: 'post'
  key: string
  seq: number
  id: string
  /** Its name for what is about it; absent only in rows made up for drawing. */
  ref?: PostRef
  author: string
  authdisp: string
  mine: boolean
  ts: number
  alert: boolean
  /** `gone`: what it answers was removed. */
  replyTo?: PostRef & { quote?: Quote; gone?: true }
  mentions?: string[]
  /** When its words are not the first ones: since when, and the earlier ones that are held, oldest first. */
  edited?: { ts: number; earlier: (Words & { ts: number })[] }
  reactions?: ShownReaction[]
  pinned?: true
  /** An edit that the server refused, with its words, so that they are not lost. */
  failedEdit?: { id: string; text: string; reason: string }
}

export type TimelineRow =
  | PostLine
  | {
      row: 'tombstone'
      key: string
      seq: number
      ts: number
      /** Redacted: by its author; purged: by an administrator. */
      gone: 'redacted' | 'purged' | 'withheld' | 'unlogged'
      /** What the administrator put in its place. */
      replacement?: string
      /** My own removal, not sent yet: with this it is called off. */
      undo?: string
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
      story?: { title: string }
      alert?: true
      replyTo?: PostRef & { quote?: Quote; gone?: true }
    }

type Read = Pick<Excerpt, 'entries' | 'history' | 'pending' | 'quoted'> & { isCut?: boolean }
type Show = (post: OutboxRow) => ShownPost

/** What is on screen: the window's rows, and at the newest end what is still on its way. */
export function timelineRows(read: Read, me: string, shown: Show): TimelineRow[] {
  const rows = withGaps(read, me)
  return read.isCut ? rows : [...rows, ...pendingRows(read, shown)]
}

/** The newest there is, wherever one reads. */
export function newsRows(
  { newest, ...read }: Omit<Excerpt, 'entries'>,
  me: string,
  shown: Show,
): TimelineRow[] {
  return [...withGaps({ ...read, entries: newest }, me), ...pendingRows({ ...read, entries: newest }, shown)]
}

function pendingRows(read: Read, shown: Show): TimelineRow[] {
  const quoted = quotesOf(read)
  return read.pending.flatMap((post) => {
    const content = contentOf(post)
    if (content.kind !== 'chat') return []
    return {
      row: 'pending',
      key: post.id,
      id: post.id,
      text: post.text,
      createdAt: post.createdAt,
      ...(content.story === undefined ? {} : { story: content.story }),
      ...(content.alert ? { alert: true as const } : {}),
      ...(content.replyTo === undefined ? {} : { replyTo: answered(content.replyTo, quoted) }),
      ...shown(post),
    }
  })
}

function withGaps({ entries, ...read }: Read, me: string): TimelineRow[] {
  const first = entries[0]?.seq ?? Number.POSITIVE_INFINITY
  const gaps = gapsBetween(read.history.runs).filter((gap) => gap.from > first)
  const quoted = quotesOf({ entries, ...read })
  const rows: TimelineRow[] = []
  let next = 0
  for (const entry of withPending(entries, read.pending, { uri: me, displayName: '' })) {
    for (let gap = gaps[next]; gap !== undefined && gap.to < entry.seq; gap = gaps[++next])
      rows.push({ row: 'gap', key: `gap ${gap.from}`, ...gap })
    const row = rowOf(entry, { me, quoted, pending: read.pending })
    if (row !== undefined) rows.push(row)
  }
  return rows
}

/** Posts by themselves, without what lies between them. */
export function postLines(posts: readonly EntryRow[], me: string): PostLine[] {
  return posts.filter(isPost).map((post) => postRow(post, { me, quoted: new Map(), pending: [] }))
}

type Around = { me: string; quoted: ReadonlyMap<string, EntryRow>; pending: readonly OutboxRow[] }

function rowOf(entry: EntryRow, around: Around): TimelineRow | undefined {
  if (entry.kind === 'tombstone')
    return entry.was === 'chat' ? tombstoneRow(entry, around.pending) : undefined
  return isPost(entry) ? postRow(entry, around) : undefined
}

function tombstoneRow(
  { id, seq, ts, gone, replacement }: TombstoneRow,
  pending: readonly OutboxRow[],
): TimelineRow {
  const undo = pending.find((row) => isAbout(row, 'redact', id) && row.seal === undefined)?.id
  return {
    ...{ row: 'tombstone', key: id, seq, ts, gone },
    ...(replacement === undefined ? {} : { replacement }),
    ...(undo === undefined ? {} : { undo }),
  }
}

function isAbout(row: OutboxRow, kind: 'redact' | 'edit', id: string): boolean {
  const content = contentOf(row)
  return content.kind === kind && content.target.id === id
}

function postRow(post: PostRow, { me, quoted, pending }: Around): PostLine {
  const { seq, id, ts, device, author, authdisp, alert, replyTo, edited, reactions } = post
  const { mentions } = edited ?? post
  const failed = pending.find((row) => row.state === 'failed' && isAbout(row, 'edit', id))
  return {
    ...{ row: 'post', key: id, seq, id, ref: { device, id }, author, authdisp, mine: author === me },
    ...{ ...wordsIn(edited ?? post), ts, alert },
    ...(replyTo === undefined ? {} : { replyTo: answered(replyTo, quoted) }),
    ...(mentions === undefined ? {} : { mentions }),
    ...(edited === undefined ? {} : { edited: { ts: edited.ts, earlier: edited.earlier.map(wordsThen) } }),
    ...(reactions === undefined
      ? {}
      : { reactions: reactions.map((each) => ({ ...each, mine: isMine(each, me) })) }),
    ...(post.pinned === undefined ? {} : { pinned: true }),
    ...(failed === undefined
      ? {}
      : { failedEdit: { id: failed.id, text: failed.text, reason: failed.reason ?? '' } }),
  }
}

type Said = { chat: string; story?: { title: string } }

function wordsIn({ chat: text, story }: Said): Words {
  return { text, ...(story === undefined ? {} : { story }) }
}

function wordsThen({ ts, ...said }: Said & { ts: number }): Words & { ts: number } {
  return { ts, ...wordsIn(said) }
}

function isMine({ people }: Reaction, me: string): boolean {
  return people.some(({ uri }) => uri === me)
}

function quotesOf({ entries, quoted = [] }: Read): ReadonlyMap<string, EntryRow> {
  return new Map([...quoted, ...entries].map((row) => [row.id, row]))
}

function answered(ref: PostRef, quoted: ReadonlyMap<string, EntryRow>) {
  const row = quoted.get(ref.id)
  if (row?.kind === 'tombstone') return { ...ref, gone: true as const }
  if (row === undefined || !isPost(row) || row.device !== ref.device) return ref
  const { seq, author, authdisp, alert } = row
  return { ...ref, quote: { seq, author, authdisp, alert, ...wordsIn(row.edited ?? row) } }
}

/** Whether the first entry shown is the first there is. */
export function isStartReached({ entries, history }: Pick<Excerpt, 'entries' | 'history'>): boolean {
  const { floor } = history
  return floor !== undefined && (entries[0]?.seq ?? floor) <= floor
}
