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

/** Something that was counted may be gone: where everything after my marker is held, all is counted afresh. */
export async function countAfresh(counting: Counting, room: RoomRow): Promise<RoomRow> {
  const rest = { from: room.marker + 1, to: room.head }
  if (!isHeld(counting.runs, rest)) return await countOn(counting, room)
  const counted = await countHeld(counting, room.uri, rest)
  return { ...room, counted, countedTo: Math.max(room.head, room.countedTo), unread: counted }
}

/** A marker is a pair, compared by generation first; the larger one stays, so devices agree in any order. */
export type Marker = { generation: number; seq: number }

export function isLater(a: Marker, b: Marker): boolean {
  return a.generation > b.generation || (a.generation === b.generation && a.seq > b.seq)
}

export function markerOf({ marker, generation = 0 }: Pick<RoomRow, 'marker' | 'generation'>): Marker {
  return { generation, seq: marker }
}

/** Moves my marker, if this is a later one. Where history is not held the earlier count is changed by what is, until
 * the server says. */
export async function moveMarker(counting: Counting, room: RoomRow, to: Marker): Promise<RoomRow> {
  if (!isLater(to, markerOf(room))) return room
  const moved = { ...room, marker: to.seq, generation: to.generation }
  const rest = { from: to.seq + 1, to: room.head }
  if (isHeld(counting.runs, rest)) {
    const counted = await countHeld(counting, room.uri, rest)
    return { ...moved, counted, countedTo: Math.max(room.head, room.countedTo), unread: counted }
  }
  if (to.seq < room.marker) return await countBack(counting, room, moved)
  const read = { from: room.marker + 1, to: Math.min(to.seq, room.countedTo) }
  return await countOn(counting, {
    ...moved,
    counted: capped(room.counted - (await countHeld(counting, room.uri, read))),
  })
}

/** The marker goes back. Unless the server had counted what is not held here, all is counted anew from the rows. */
async function countBack(counting: Counting, room: RoomRow, moved: RoomRow): Promise<RoomRow> {
  const { marker } = moved
  if (isHeld(counting.runs, { from: room.marker + 1, to: room.countedTo }))
    return await countOn(counting, { ...moved, counted: 0, countedTo: marker })
  const again = { from: marker + 1, to: Math.min(room.marker, room.countedTo) }
  const counted = capped(room.counted + (await countHeld(counting, room.uri, again)))
  return await countOn(counting, { ...moved, counted })
}

/** The server's own word: `unread` posts after `marker`, of all up to `head`. */
export type ToldUnread = { marker: Marker; unread: number; head: number }

/** A word about a marker that mine has passed is out of date: then mine is kept and counted. */
export async function hearUnread(counting: Counting, room: RoomRow, told: ToldUnread): Promise<RoomRow> {
  const { generation, seq } = told.marker
  const heard = { ...room, marker: seq, generation, counted: capped(told.unread), countedTo: told.head }
  const mine = markerOf(room)
  if (!isLater(mine, told.marker)) return await countOn(counting, heard)
  return await moveMarker(counting, await countOn(counting, heard), mine)
}
