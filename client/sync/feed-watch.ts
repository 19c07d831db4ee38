// Lets the feeds look at what came, in the tab that leads: a few posts at a time, so that the page has its turn in between.

import type { Cache } from '../cache/database.ts'
import { readFact } from '../cache/database.ts'
import { heldFeeds, lookOnce } from '../cache/feeds.ts'
import { onlyStorageFull } from '../cache/full.ts'
import { watch } from '../cache/live.ts'
import type { Clock } from '../cache/world.ts'

const REST_MS = 8

/** @returns a function that ends it */
export function keepFeedsLooking({ cache, clock }: { cache: Cache; clock: Clock }): () => void {
  let isOver = false
  let turn: Promise<void> = Promise.resolve()
  const look = async () => {
    while (!isOver && (await lookOnce(cache))) await new Promise<void>((then) => clock.after(REST_MS, then))
  }
  const reasons = async () => ({
    waiting: await cache.unheard.limit(1).primaryKeys(),
    feeds: await heldFeeds(cache),
    session: await readFact(cache, 'session'),
  })
  const end = watch(
    cache,
    reasons,
    () => {
      turn = turn.then(look).catch(onlyStorageFull)
    },
    [cache.unheard, cache.prefs, cache.facts],
  )
  return () => {
    isOver = true
    end()
  }
}
