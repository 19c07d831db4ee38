// Does what was chosen for a post. Everything shows at once; a refusal is said at the foot of the window.

import { pin, react, removePost, UNDO_MS, undoRemoval } from '../actions/amending.ts'
import { markUnreadFrom } from '../actions/reading.ts'
import { t } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import { compose } from '../state/composing.ts'
import type { PostLine } from '../state/timeline-rows.ts'
import { setEditing } from './open-room.ts'
import type { Choice } from './post-choices.ts'
import { say } from './toast.ts'

export type Chosen = { post: PostLine; guid: string }

const QUOTE_CHARS = 280

const ACTS: Record<Exclude<Choice, 'react'>, (chosen: Chosen) => void> = {
  reply: answer,
  edit: ({ post }) => setEditing(post.id),
  copyText: ({ post }) => void copy(post.text, t('textCopied')),
  copyLink: ({ post, guid }) => void copy(linkTo(guid, post.seq), t('postLinkCopied')),
  pin: (chosen) => setPinned(chosen, true),
  unpin: (chosen) => setPinned(chosen, false),
  markUnread: ({ post, guid }) => void markUnread(guid, post.seq),
  remove: (chosen) => void remove(chosen),
}

export function perform(choice: Exclude<Choice, 'react'>, chosen: Chosen): void {
  ACTS[choice](chosen)
}

export function linkTo(guid: string, seq: number): string {
  return new URL(`/rooms/${guid}/${seq}`, location.origin).href
}

function sayRefusal(refused: unknown): void {
  say({ text: refusalOf(refused) })
}

function answer({ post, guid }: Chosen): void {
  const { ref, seq, author, authdisp } = post
  if (ref === undefined) return
  const text = (post.story?.title ?? post.text).slice(0, QUOTE_CHARS)
  compose(guid, (before) => ({ ...before, reply: { ref, seq, author, authdisp, text } }))
  document.querySelector<HTMLElement>('[data-region="composer"]')?.focus()
}

export async function copy(text: string, said: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    say({ text: said })
  } catch {
    say({ text: t('copyRefused') })
  }
}

async function markUnread(guid: string, seq: number): Promise<void> {
  try {
    await markUnreadFrom(guid, seq)
    say({ text: t('markedUnread') })
  } catch (refused) {
    sayRefusal(refused)
  }
}

function setPinned({ post, guid }: Chosen, on: boolean): void {
  if (post.ref) pin(guid, post.ref, on).catch(sayRefusal)
}

export function setReaction({ post, guid }: Chosen, emoji: string, on: boolean): void {
  if (post.ref) react(guid, post.ref, { emoji, on }).catch(sayRefusal)
}

async function remove({ post, guid }: Chosen): Promise<void> {
  if (post.ref === undefined) return
  try {
    const removal = await removePost(guid, post.ref)
    say({ text: t('postRemoved'), undo: () => callOff(removal) }, UNDO_MS)
  } catch (refused) {
    sayRefusal(refused)
  }
}

export function callOff(removal: string): void {
  undoRemoval(removal).catch(sayRefusal)
}
