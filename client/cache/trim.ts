// Copies of rooms that are neither followed, one's own nor open shrink to their newest part, so the device's space
// goes to what its person reads. What is let go becomes a known gap and is loaded again when asked for.

import { cutRun } from '#shared/runs.ts'
import type { RoomUri } from '#shared/uri.ts'
import type { Cache } from './database.ts'
import { forgetMatches } from './feeds.ts'
import { followedRooms } from './intents.ts'
import { readHistory } from './log.ts'
import { olderStart, WINDOW_ROWS } from './reading.ts'

export async function trimCopies(cache: Cache): Promise<void> {
  const kept = await keptRooms(cache)
  const rooms = await cache.rooms.filter((room) => !room.member && !kept.has(room.uri)).primaryKeys()
  for (const room of rooms) await trimLog(cache, room)
}

/** What its person follows or has open. */
export async function keptRooms(cache: Cache): Promise<Set<RoomUri>> {
  const kept = await followedRooms(cache)
  for (const { room } of await cache.opened.toArray()) kept.add(room)
  return kept
}

/** Shrinks the copy to its newest part. */
export async function trimLog(cache: Cache, room: RoomUri): Promise<void> {
  const { entries, snapshots, histories, matches, unheard } = cache
  const tables = [entries, snapshots, histories, matches, unheard]
  await cache.transaction('rw', tables, async () => {
    const keptFrom = await olderStart(cache, room, { below: Number.MAX_SAFE_INTEGER, rows: WINDOW_ROWS })
    if (keptFrom === undefined) return
    const history = await readHistory(cache, room)
    const runs = cutRun(history.runs, { from: 0, to: keptFrom - 1 })
    await cache.entries.where('[room+seq]').between([room, 0], [room, keptFrom]).delete()
    await cache.snapshots.where('[room+seq]').between([room, 0], [room, keptFrom]).delete()
    await forgetMatches(cache, room, keptFrom)
    await cache.histories.put({ ...history, runs })
  })
}
