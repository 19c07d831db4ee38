// What one may do with a post, and what each of it is called and drawn like. What is not allowed is not offered.

import type { TextKey } from '../i18n/language.ts'
import type { PostLine } from '../state/timeline-rows.ts'
import type { IconName } from './icon-paths.ts'

export type Choice =
  | 'reply'
  | 'react'
  | 'edit'
  | 'copyText'
  | 'copyLink'
  | 'pin'
  | 'unpin'
  | 'markUnread'
  | 'remove'

export const CHOICES: Record<Choice, { name: TextKey; icon: IconName }> = {
  reply: { name: 'reply', icon: 'reply' },
  react: { name: 'react', icon: 'smile' },
  edit: { name: 'editPost', icon: 'edit' },
  copyText: { name: 'copyText', icon: 'copy' },
  copyLink: { name: 'copyPostLink', icon: 'link' },
  pin: { name: 'pinPost', icon: 'pin' },
  unpin: { name: 'unpinPost', icon: 'pin' },
  markUnread: { name: 'markUnreadFromHere', icon: 'unread' },
  remove: { name: 'removePost', icon: 'trash' },
}

type Post = Pick<PostLine, 'mine' | 'pinned' | 'ref' | 'ts'>
/** @param editMinutes for how long one may change what one wrote; null: for ever */
type Rules = { mayChat: boolean; editMinutes?: number | null | undefined; now?: number }

const MINUTE_MS = 60_000

export function choicesOf(post: Post, { mayChat, editMinutes = null, now = 0 }: Rules): Choice[] {
  const mayAmend = mayChat && post.ref !== undefined
  const isLate = editMinutes !== null && now - post.ts >= editMinutes * MINUTE_MS
  const isMine = mayAmend && post.mine && !isLate
  return [
    ...offered(mayAmend, 'reply', 'react'),
    ...offered(isMine, 'edit'),
    ...offered(true, 'copyText', 'copyLink'),
    ...offered(mayAmend, post.pinned ? 'unpin' : 'pin'),
    ...offered(!post.mine, 'markUnread'),
    ...offered(isMine, 'remove'),
  ]
}

function offered(isAllowed: boolean, ...choices: Choice[]): Choice[] {
  return isAllowed ? choices : []
}
