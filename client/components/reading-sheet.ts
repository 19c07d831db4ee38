// What is read over the room: a story, the earlier versions of a post, what is pinned, or which day to go to.

import { createSignal } from 'solid-js'
import type { PostLine } from '../state/timeline-rows.ts'

export type ReadingSheet =
  | { show: 'story'; post: PostLine; guid: string }
  | { show: 'date'; guid: string; day: number }
  | { show: 'versions'; post: PostLine }
  | { show: 'pinned'; guid: string; mayChat: boolean }

export const [readingSheet, setReadingSheet] = createSignal<ReadingSheet | undefined>()

export function closeReading(): void {
  setReadingSheet(undefined)
}
