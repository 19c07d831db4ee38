// What search knows of a post: its text and what it has. An edit is known by what it says now.

import type { AnyPost } from '../post.ts'

export const HAS = ['link', 'file', 'story', 'alert', 'mention'] as const
export type Has = (typeof HAS)[number]

export type Said = { text: string; has: Has[] }

const LINK = /\bhttps?:\/\/[^\s/]/i

/** Undefined for a post that says nothing itself. */
export function saidIn(post: AnyPost | undefined): Said | undefined {
  if (post === undefined || !('chat' in post)) return undefined
  const { chat } = post
  const title = 'story' in post ? post.story?.title : undefined
  const has: Has[] = []
  if (LINK.test(chat)) has.push('link')
  if (title !== undefined) has.push('story')
  if ('alert' in post && post.alert === true) has.push('alert')
  if ('mentions' in post && post.mentions !== undefined) has.push('mention')
  return { text: title === undefined ? chat : `${title}\n${chat}`, has }
}
