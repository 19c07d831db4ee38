// What search knows of a post: its text and what it has. An edit is known by what it says now.

import type { AnyPost } from '../post.ts'

export const HAS = ['link', 'file', 'story', 'alert', 'mention'] as const
export type Has = (typeof HAS)[number]

export type Said = { text: string; has: Has[] }

const LINK = /\bhttps?:\/\/[^\s/]/i

type Words = {
  chat: string
  story?: { title: string } | undefined
  alert?: boolean | undefined
  mentions?: readonly string[] | undefined
}

/** Undefined for a post that says nothing itself. */
export function saidIn(post: AnyPost | undefined): Said | undefined {
  return post === undefined || !('chat' in post) ? undefined : saidOf(post)
}

export function saidOf({ chat, story, alert, mentions }: Words): Said {
  const has: Has[] = []
  if (LINK.test(chat)) has.push('link')
  if (story !== undefined) has.push('story')
  if (alert === true) has.push('alert')
  if (mentions !== undefined) has.push('mention')
  return { text: textOf({ chat, story }), has }
}

const textOf = ({ chat, story }: Pick<Words, 'chat' | 'story'>) =>
  story === undefined ? chat : `${story.title}\n${chat}`

/** The text of a post whose shape was checked when it was stored: thousands are looked into for one question. */
export function storedText(signed: string | null): string {
  try {
    const { chat = '', story }: Partial<Words> = JSON.parse(signed ?? '{}')
    return textOf({ chat, story })
  } catch {
    return ''
  }
}
