// Questions to the cache that answer again whenever what they read has changed, in whichever tab.
// Each is asked inside one transaction: Dexie then sees every read, also those behind several awaits, which it
// loses otherwise, and the answer is of one moment.

import { liveQuery, type Table } from 'dexie'
import type { Cache } from './database.ts'

/**
 * @param tables what the query looks at. A transaction waits for whoever writes to any table that it names, so what has
 *   to be quick names only its own.
 * @returns a function that ends it
 */
export function watch<T>(
  cache: Cache,
  query: () => T | Promise<T>,
  seen: (answer: T) => void,
  tables: readonly Table[] = cache.tables,
): () => void {
  const asked = () => cache.transaction('r', [...tables], async () => await query())
  const subscription = liveQuery(asked).subscribe({ next: seen })
  return () => subscription.unsubscribe()
}
