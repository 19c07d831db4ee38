// What a post that is being written is besides its words: what it answers, whether it is important, a story's title.
// Kept per room for as long as the tab lives, reloads included.

import { createSignal } from 'solid-js'
import type { PostRef } from '#shared/post.ts'
import { rememberedInTab } from '../cache/tab-memory.ts'

export type Answering = { ref: PostRef; seq: number; author: string; authdisp: string; text: string }
export type Composing = { reply?: Answering; alert?: true; story?: { title: string } }

const PLAIN: Composing = {}
const held: ReadonlyMap<string, Composing> = new Map<string, Composing>(
  rememberedInTab<Composing>(
    'composing',
    () => [...now()],
    () => setNow(new Map()),
  ),
)
const [now, setNow] = createSignal(held)

export function composing(guid: string): Composing {
  return now().get(guid) ?? PLAIN
}

export function compose(guid: string, alter: (before: Composing) => Composing): void {
  const next = new Map(now())
  const made = alter(composing(guid))
  if (Object.keys(made).length === 0) next.delete(guid)
  else next.set(guid, made)
  setNow(next)
}
