// What is read over the room: a story, the earlier versions of a post, or what is pinned.

import { createSignal } from 'solid-js'
import type { PostLine } from '../state/timeline-rows.ts'

export type ReadingSheet =
  | { show: 'story'; post: PostLine; guid: string }
  | { show: 'versions'; post: PostLine }
  | { show: 'pinned'; guid: string; mayChat: boolean }

export const [readingSheet, setReadingSheet] = createSignal<ReadingSheet | undefined>()

export function closeReading(): void {
  setReadingSheet(undefined)
}
