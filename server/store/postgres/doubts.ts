// When the line breaks during a commit, nobody knows whether the posts are stored. Their authors send them again
// and find them known; but they were never announced. So a post in doubt that turns out to be stored is answered
// as stored just now, which announces it.

import type { AppendItem, AppendOutcome } from '../append.ts'
import { takenIn, wasInTheWay } from './postgres-error.ts'

/** More than this waits for nobody any more. */
const KEPT = 20_000

export type Doubts = {
  /** Runs the commit; if that fails, the items are in doubt. */
  during(items: AppendItem[], commit: () => Promise<void>): Promise<void>
  resolve(items: AppendItem[], outcomes: AppendOutcome[]): AppendOutcome[]
}

export function createDoubts(): Doubts {
  const keys = new Set<string>()

  return {
    async during(items, commit) {
      try {
        await commit()
      } catch (error) {
        if (keys.size + items.length > KEPT) keys.clear()
        if (!wasInTheWay(error) && takenIn(error) === undefined)
          for (const item of items) keys.add(keyOf(item))
        throw error
      }
    },
    resolve(items, outcomes) {
      if (keys.size === 0) return outcomes
      return outcomes.map((outcome, index) => {
        const item = items[index]
        if (item === undefined || !('seq' in outcome)) return outcome
        return keys.delete(keyOf(item)) ? { ...outcome, result: 'stored' } : outcome
      })
    },
  }
}

function keyOf({ device, id }: AppendItem): string {
  return `${device} ${id}`
}
