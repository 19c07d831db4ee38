// Where in a room a moment lies, in the copy. Entries stand in the order in which the server took them, so a few looks
// at single keys are enough, however long the room is.

import type { RoomUri } from '#shared/uri.ts'
import type { Cache } from './database.ts'
import type { EntryRow } from './rows.ts'

/** The `seq` of the first post held that the server took at `ts` or later. */
export async function firstSince(cache: Cache, room: RoomUri, ts: number): Promise<number | undefined> {
  const start = await placeOf(cache, room, ts)
  const post = await entriesFrom(cache, room, start).filter(isPost).first()
  return post?.seq
}

async function placeOf(cache: Cache, room: RoomUri, ts: number): Promise<number> {
  let from = 0
  let to = ((await entriesFrom(cache, room, 0).last())?.seq ?? 0) + 1
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    const entry = await entriesFrom(cache, room, middle).first()
    if (entry === undefined || entry.ts >= ts) to = middle
    else from = entry.seq + 1
  }
  return from
}

function entriesFrom(cache: Cache, room: RoomUri, seq: number) {
  return cache.entries.where('[room+seq]').between([room, seq], [room, Number.MAX_SAFE_INTEGER], true, true)
}

function isPost(row: EntryRow): boolean {
  return row.kind === 'chat' || (row.kind === 'tombstone' && row.was === 'chat')
}
