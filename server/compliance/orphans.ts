// Finds out about servers that died with people in their rooms. Whether another node lives is told by its signs alone, counted by our
// own patience: a clock that jumps, here or there, ends nobody's stay.

import type { Archive } from './archive-calls.ts'

const LOOK_EVERY_MS = 10_000
/** Without a sign for so long, another node is dead. */
const DEAD_AFTER_MS = 60_000

type Deps = {
  archive: Pick<Archive, 'beat' | 'openLives' | 'closeOrphans'>
  /** Of this start of the server. */
  life: string
  /** No other server can be at work on the same data. */
  isAlone: boolean
  now(): number
  /** A clock that nobody sets. */
  elapsed?: () => number
}
type Seen = { beats: number | null; since: number }

export function createOrphanWatch({ archive, life, isAlone, now, elapsed = () => performance.now() }: Deps) {
  const seen = new Map<string | null, Seen>()
  let lookedAt = Number.NEGATIVE_INFINITY

  function isDead(other: string | null, beats: number | null): boolean {
    if (isAlone) return true
    const before = seen.get(other)
    if (before?.beats === beats) return elapsed() - before.since >= DEAD_AFTER_MS
    seen.set(other, { beats, since: elapsed() })
    return false
  }

  return {
    /** Only when the queue holds nothing of theirs any more: what they did record goes before. */
    async look(): Promise<void> {
      if (elapsed() - lookedAt < LOOK_EVERY_MS) return
      lookedAt = elapsed()
      await archive.beat({ life, at: now() })
      for (const { life: other, beats } of await archive.openLives())
        if (other !== life && isDead(other, beats)) {
          await archive.closeOrphans({ life: other })
          seen.delete(other)
        }
    },
  }
}
