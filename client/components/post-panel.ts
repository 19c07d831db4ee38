// What stands open about one post: its menu, or the emoji to react with. One at a time, over the whole window.

import { createSignal } from 'solid-js'
import { hold } from './active-post.ts'
import type { Chosen } from './post-acts.ts'

/** Where it opens: beside what was pressed, or where the pointer was. */
export type Spot = { left: number; top: number; right: number; bottom: number }
export type PostPanel = { show: 'menu' | 'emoji'; chosen: Chosen; mayChat: boolean; spot: Spot }

const [panel, setPanel] = createSignal<PostPanel | undefined>()

export { panel }

export function openPanel(opened: PostPanel): void {
  hold(opened.chosen.post.key)
  setPanel(opened)
}

export function closePanel(): void {
  hold(undefined)
  setPanel(undefined)
}

export function spotOf(element: Element): Spot {
  const { left, top, right, bottom } = element.getBoundingClientRect()
  return { left, top, right, bottom }
}
