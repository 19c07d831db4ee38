// The browser gives this app no more space. Nothing is lost by that: what could not be stored is asked for again, or
// stays where it was written. Copies that can be had from the server again are let go first, so that writing goes on.

import type { Cache } from './database.ts'
import { forgetLog } from './intake-rooms.ts'
import { logTables } from './log.ts'
import { keptRooms, trimLog } from './trim.ts'

export function isStorageFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return error.name === 'QuotaExceededError' || ('inner' in error && isStorageFull(error.inner))
}

/** For work that is done again by itself later. */
export function onlyStorageFull(error: unknown): void {
  if (!isStorageFull(error)) throw error
}

/** Copies of rooms nobody follows or has open go first; when there are none, every copy shrinks to its newest part. */
export async function makeSpace(cache: Cache): Promise<void> {
  const kept = await keptRooms(cache)
  const held = await cache.histories.toCollection().primaryKeys()
  const spare = held.filter((room) => !kept.has(room))
  for (const room of spare) await cache.transaction('rw', logTables(cache), () => forgetLog(cache, room))
  if (spare.length === 0) for (const room of held) await trimLog(cache, room)
}
