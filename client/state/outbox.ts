// Everything written here that the server has not taken yet, over all rooms, oldest first.

import { createMemo, createRoot } from 'solid-js'
import type { Content } from '#shared/post.ts'
import { cache } from '../cache/database.ts'
import { contentOf } from '../cache/outbox.ts'
import { type ListedPost, listOutbox } from '../cache/reading.ts'
import { liveSignal } from './live-signal.ts'
import { type PostState, shownPost } from './post-state.ts'
import { keepSame } from './same.ts'

export type OutboxItem = {
  id: string
  room: string
  roomName: string
  text: string
  createdAt: number
  state: PostState
  /** An error code. */
  reason?: string
  canEdit: boolean
  kind: Content['kind']
}

const posts = liveSignal<ListedPost[]>(() => listOutbox(cache), [])

export const outbox = createRoot(() =>
  createMemo<OutboxItem[]>((before) => [...keepSame(before, posts().map(itemOf), (item) => item.id)], []),
)

function itemOf(post: ListedPost): OutboxItem {
  const { id, room, roomName, text, createdAt } = post
  return { id, room, roomName, text, createdAt, kind: contentOf(post).kind, ...shownPost(post) }
}
