// Events go from the queue of the chat into the archive, and their words into its index: at once for somebody who waits, else
// beside the chat, which goes first.

import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Store } from '../store/store.ts'
import type { Archive } from './archive-calls.ts'
import { createLeisure } from './leisure.ts'

const EVENTS_AT_ONCE = { 'at once': 1_000, 'beside the chat': 250 }
/** While much waits: people post before anything is archived, and what waits is safe. */
const RESTS_PER_WORK = 4
const ORIGIN = 'compliance_origin'

type Deps = {
  store: Pick<Store, 'namedEvents' | 'forgetEvents' | 'ensureMeta' | 'meta'>
  archive: Pick<Archive, 'take' | 'indexSome'>
  ending: AbortSignal
}

export function createMoving({ store, archive, ending }: Deps) {
  const leisure = createLeisure()
  let working: Promise<unknown> = Promise.resolve()
  /** How many wait for a round to end. */
  let hurry = 0

  /** One after the other: an administrator's word and the service's own round. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = working.then(work)
    working = result.catch(() => undefined)
    return result
  }

  const rest = (ms: number) => wait(ms, undefined, { signal: ending, ref: false }).catch(() => undefined)
  const isTime = () => hurry === 0 && leisure.has()

  return {
    inTurn,
    /** What somebody waits for. */
    atOnce<Result>(work: () => Promise<Result>): Promise<Result> {
      hurry += 1
      return inTurn(work).finally(() => {
        hurry -= 1
      })
    },
    rest,
    ended: () => working,
    hasMoved: async () => (await store.meta({ key: ORIGIN })) !== undefined,
    /** @returns how many were moved, and whether nothing is left */
    async move(pace: keyof typeof EVENTS_AT_ONCE): Promise<{ moved: number; isAll: boolean }> {
      const origin = await store.ensureMeta({ key: ORIGIN, value: randomUUID() })
      const limit = EVENTS_AT_ONCE[pace]
      let moved = 0
      for (;;) {
        if (pace === 'beside the chat' && !isTime()) return { moved, isAll: false }
        const startedAt = performance.now()
        const waiting = await store.namedEvents({ limit })
        if (waiting.length === 0) return { moved, isAll: true }
        await archive.take({
          origin,
          incoming: waiting.map(({ id, ...event }) => ({ ...event, source: id })),
        })
        // Archived for good: a crash before this hands them over again, and they are known there.
        await store.forgetEvents({ ids: waiting.map(({ id }) => id) })
        moved += waiting.length
        if (ending.aborted) return { moved, isAll: false }
        if (waiting.length < limit) return { moved, isAll: true }
        if (pace === 'beside the chat') await rest((performance.now() - startedAt) * RESTS_PER_WORK)
      }
    },
    /** Found by words is only what is archived already, so that nothing waits for this. */
    async indexAtLeisure(): Promise<void> {
      let isMore = true
      while (isMore && !ending.aborted && isTime()) isMore = await archive.indexSome()
    },
  }
}
