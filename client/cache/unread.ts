// Unread = posts of kind chat after my marker that are not mine. The server says the number up to some `seq`;
// what is held above that is counted from the rows themselves, so repeats and any order of arrival end equal.
// Everything here runs inside the transaction of the fact that moved the count.

import { UNREAD_CAP } from '#shared/limits.ts'
import { isHeld, type Run, runAround } from '#shared/runs.ts'
import type { PersonUri, RoomUri } from '#shared/uri.ts'
import type { Cache } from './database.ts'
import { isPost } from './entry-rows.ts'
import type { PostRow, RoomRow } from './rows.ts'

type Counting = { cache: Cache; runs: readonly Run[]; me: PersonUri }

const capped = (count: number) => Math.min(UNREAD_CAP, Math.max(0, count))

async function countHeld({ cache, me }: Counting, room: RoomUri, span: Run): Promise<number> {
  if (span.from > span.to) return 0
  return await cache.entries
    .where('[room+seq]')
    .between([room, span.from], [room, span.to], true, true)
    .and((row) => isPost(row) && row.author !== me)
    .limit(UNREAD_CAP)
    .count()
}

/** Counts what came above `countedTo`, and moves that up as far as the room is held without a gap. */
export async function countOn(counting: Counting, room: RoomRow): Promise<RoomRow> {
  const heldTo = runAround(counting.runs, room.countedTo + 1)?.to ?? room.countedTo
  const fresh = { from: Math.max(room.countedTo, room.marker) + 1, to: heldTo }
  const counted = capped(room.counted + (await countHeld(counting, room.uri, fresh)))
  const beyond = { from: Math.max(heldTo, room.marker) + 1, to: room.head }
  const unread = capped(counted + (await countHeld(counting, room.uri, beyond)))
  return { ...room, counted, countedTo: heldTo, unread }
}

/** Posts that were counted and are gone count no more. */
export function withoutUnread(room: RoomRow, gone: readonly PostRow[], me: PersonUri): RoomRow {
  const counted = gone.filter(
    ({ seq, author }) => seq > room.marker && seq <= room.countedTo && author !== me,
  )
  return counted.length === 0 ? room : { ...room, counted: capped(room.counted - counted.length) }
}

/** Moves my marker up. Where history is not held the earlier count is lowered by what is, until the server says. */
export async function markUpTo(counting: Counting, room: RoomRow, seq: number): Promise<RoomRow> {
  if (seq <= room.marker) return room
  const moved = { ...room, marker: seq }
  const rest = { from: seq + 1, to: room.head }
  if (isHeld(counting.runs, rest)) {
    const counted = await countHeld(counting, room.uri, rest)
    return { ...moved, counted, countedTo: Math.max(room.head, room.countedTo), unread: counted }
  }
  const read = await countHeld(counting, room.uri, {
    from: room.marker + 1,
    to: Math.min(seq, room.countedTo),
  })
  return await countOn(counting, { ...moved, counted: capped(room.counted - read) })
}

/** The server's own word: `unread` posts after `marker`, of all up to `head`. */
export type ToldUnread = { marker: number; unread: number; head: number }

/** A word about a marker that mine has passed is out of date: then mine is kept and counted. */
export async function hearUnread(counting: Counting, room: RoomRow, told: ToldUnread): Promise<RoomRow> {
  const heard = { ...room, marker: told.marker, counted: capped(told.unread), countedTo: told.head }
  if (told.marker >= room.marker) return await countOn(counting, heard)
  return await markUpTo(counting, await countOn(counting, heard), room.marker)
}
