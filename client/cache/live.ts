// Questions to the cache that answer again whenever what they read has changed, in whichever tab.

import { liveQuery } from 'dexie'

/** @returns a function that ends it */
export function watch<T>(query: () => T | Promise<T>, seen: (answer: T) => void): () => void {
  const subscription = liveQuery(query).subscribe({ next: seen })
  return () => subscription.unsubscribe()
}
