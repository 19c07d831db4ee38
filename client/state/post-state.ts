// How an unsent post is shown: what waits in the queue while the network is gone says so.

import type { OutboxRow } from '../cache/rows.ts'
import { isCutOff } from './connection.ts'

export type PostState = OutboxRow['state']
export type ShownPost = { state: PostState; canEdit: boolean; reason?: string }

export function shownPost(post: OutboxRow): ShownPost {
  const isHeldUp = post.state !== 'failed' && isCutOff()
  return {
    state: isHeldUp ? 'waiting' : post.state,
    canEdit: post.seal === undefined,
    ...(post.reason === undefined ? {} : { reason: post.reason }),
  }
}
