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

/** Of a post whose shape was checked when it was stored: thousands are looked into for one question. */
export function storedSaid(signed: string | null): Said | undefined {
  const words = storedWords(signed)
  return words.chat === undefined ? undefined : saidOf({ ...words, chat: words.chat })
}

export function storedText(signed: string | null): string {
  const { chat = '', story } = storedWords(signed)
  return textOf({ chat, story })
}

function storedWords(signed: string | null): Partial<Words> {
  try {
    return JSON.parse(signed ?? '{}')
  } catch {
    return {}
  }
}
