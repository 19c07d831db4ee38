// Finds out about servers that died with people in their rooms. Whether another node lives is told by its signs alone, counted by our
// own patience: a clock that jumps, here or there, ends nobody's stay.

import type { Archive } from './archive-calls.ts'

export const BEAT_EVERY_MS = 10_000
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
  let [beatenAt, lookedAt] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]

  function isDead(other: string | null, beats: number | null): boolean {
    if (isAlone) return true
    const before = seen.get(other)
    if (before?.beats === beats) return elapsed() - before.since >= DEAD_AFTER_MS
    seen.set(other, { beats, since: elapsed() })
    return false
  }

  async function beat(): Promise<void> {
    if (elapsed() - beatenAt < BEAT_EVERY_MS) return
    beatenAt = elapsed()
    await archive.beat({ life, at: now() })
  }

  return {
    /** A sign of our own life. Not only when there is time to look: who is busy is not dead. */
    beat,
    /** Only when the queue holds nothing of theirs any more: what they did record goes before. */
    async look(): Promise<void> {
      await beat()
      if (elapsed() - lookedAt < BEAT_EVERY_MS) return
      lookedAt = elapsed()
      for (const { life: other, beats } of await archive.openLives())
        if (other !== life && isDead(other, beats)) {
          await archive.closeOrphans({ life: other })
          seen.delete(other)
        }
    },
  }
}
