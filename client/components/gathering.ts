// A burst of news is one sentence to a screen reader instead of twenty: what comes within a moment is said together.

import { onCleanup } from 'solid-js'

const GATHER_MS = 1200

/** Lives as long as its component. @returns what takes news in */
export function gathering<T>(speak: (news: readonly T[]) => void): (news: readonly T[]) => void {
  let gathered: T[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  return (news) => {
    gathered.push(...news)
    if (gathered.length === 0) return
    timer ??= setTimeout(() => {
      timer = undefined
      speak(gathered)
      gathered = []
    }, GATHER_MS)
  }
}
