// When to turn work away: before any is done for it. Two signs: too many posts waiting for a commit, this person's
// or everybody's, and an event loop that comes round late.

import type { PersonUri } from '#shared/uri.ts'
import type { Commands } from '../commands/commands.ts'

const SAMPLE_MS = 100
const LATE_MS = 1_000
const RETRY_AFTER_MS = 1_000

export type Overload = {
  /** How long the caller should wait, or undefined when there is room. */
  retryAfter(person: PersonUri, posts: number): number | undefined
  stop(): void
}

export function watchOverload(commands: Pick<Commands, 'isFullFor'>): Overload {
  let expectedAt = performance.now() + SAMPLE_MS
  let isLate = false
  const sampling = setInterval(() => {
    const now = performance.now()
    isLate = now - expectedAt > LATE_MS
    expectedAt = now + SAMPLE_MS
  }, SAMPLE_MS)
  sampling.unref()

  return {
    retryAfter(person, posts) {
      const isFull = posts > 0 && commands.isFullFor(person, posts)
      // Spread, so that those turned away together do not come back together.
      return isLate || isFull ? RETRY_AFTER_MS + Math.floor(Math.random() * RETRY_AFTER_MS) : undefined
    },
    stop: () => clearInterval(sampling),
  }
}
