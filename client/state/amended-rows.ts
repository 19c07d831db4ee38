// What the author of an amendment sees before the server has it: the posts of the timeline as they will be. Pure.

import type { Content, PostRef } from '#shared/post.ts'
import { saidIn, withReaction } from '../cache/amended.ts'
import { contentOf } from '../cache/outbox.ts'
import type { EntryRow, OutboxRow, PostRow, TombstoneRow } from '../cache/rows.ts'

type Me = { uri: string; displayName: string }

export function isAmending(row: OutboxRow): boolean {
  return contentOf(row).kind !== 'chat'
}

/** What is on its way changes the posts it is about; what failed does not. */
export function withPending(
  entries: readonly EntryRow[],
  pending: readonly OutboxRow[],
  me: Me,
): readonly EntryRow[] {
  const amending = pending.filter((row) => row.state !== 'failed' && isAmending(row))
  if (amending.length === 0) return entries
  return entries.map((entry) =>
    entry.kind === 'chat'
      ? amending.reduce<PostRow | TombstoneRow>((post, row) => amendedBy(post, row, me), entry)
      : entry,
  )
}

function amendedBy(post: PostRow | TombstoneRow, row: OutboxRow, me: Me): PostRow | TombstoneRow {
  const content = contentOf(row)
  if (post.kind !== 'chat' || content.kind === 'chat' || !isThis(content.target, post)) return post
  switch (content.kind) {
    case 'edit':
      return { ...post, edited: editedBy(post, content, row.createdAt) }
    case 'redact': {
      const { room, seq, ts, id } = post
      return { room, seq, ts, id, kind: 'tombstone', was: 'chat', gone: 'redacted' }
    }
    case 'react': {
      const { emoji, on } = content
      return { ...post, reactions: withReaction(post.reactions ?? [], { ...me, emoji, on }) }
    }
    case 'pin': {
      const { pinned: _, ...unpinned } = post
      return content.on ? { ...unpinned, pinned: 1 } : unpinned
    }
  }
}

function isThis(target: PostRef, { device, id }: PostRow): boolean {
  return target.id === id && target.device === device
}

function editedBy(post: PostRow, edit: Extract<Content, { kind: 'edit' }>, ts: number) {
  const { edited } = post
  const before = edited ? { ...saidIn(edited), ts: edited.ts } : { ...saidIn(post), ts: post.ts }
  return { seq: post.seq, ts, ...saidIn(edit), earlier: [...(edited?.earlier ?? []), before] }
}
