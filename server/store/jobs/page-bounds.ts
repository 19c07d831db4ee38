// Which run of a room's log a page is: around a place, by a count of posts, or from a moment on.

import type { Db } from '../job.ts'
import { damage } from '../proof.ts'

export type Bounds = { from: number; to: number }
export type PageQuery = {
  roomId: number
  mode: 'last' | 'before' | 'after' | 'around'
  seq: number
  count: number
  /** The page keeps to these places, and is complete at their end. */
  within?: Bounds
}
/** Rows that are not chat may stand between posts; this bounds them. */
const ROWS_PER_POST = 4
export async function headOf(db: Db, roomId: number): Promise<number> {
  const row = await db.selectFrom('rooms').select('head').where('id', '=', roomId).executeTakeFirst()
  return Number(row?.head ?? 0)
}

/**
 * The seq of the `count`-th chat post at or below `to`, or as far as a page may reach. The question itself is bounded:
 * PostgreSQL, until it has counted a table that grew fast, would else sort the room's whole log to find fifty rows.
 */
async function lowerBound(db: Db, roomId: number, to: number, count: number): Promise<number> {
  const furthest = Math.max(to - count * ROWS_PER_POST, 1)
  const row = await db
    .selectFrom('entries')
    .select('seq')
    .where('room_id', '=', roomId)
    .where('seq', '>=', furthest)
    .where('seq', '<=', to)
    .where('kind', '=', 'chat')
    .orderBy('seq', 'desc')
    .limit(1)
    .offset(count - 1)
    .executeTakeFirst()
  return Number(row?.seq ?? furthest)
}

/** The seq of the `count`-th chat post at or above `from`, or as far as a page may reach. */
async function upperBound(db: Db, roomId: number, from: number, count: number): Promise<number> {
  const furthest = from + count * ROWS_PER_POST
  const row = await db
    .selectFrom('entries')
    .select('seq')
    .where('room_id', '=', roomId)
    .where('seq', '>=', from)
    .where('seq', '<=', furthest)
    .where('kind', '=', 'chat')
    .orderBy('seq')
    .limit(1)
    .offset(count - 1)
    .executeTakeFirst()
  return Number(row?.seq ?? furthest)
}

export async function bounds(db: Db, query: PageQuery, head: number): Promise<Bounds> {
  switch (query.mode) {
    case 'last':
      return { from: await lowerBound(db, query.roomId, head, query.count), to: head }
    case 'before': {
      const to = Math.min(query.seq - 1, head)
      return { from: to < 1 ? 1 : await lowerBound(db, query.roomId, to, query.count), to }
    }
    case 'after': {
      const from = query.seq + 1
      return { from, to: Math.min(await upperBound(db, query.roomId, from, query.count), head) }
    }
    case 'around': {
      const half = Math.max(1, Math.floor(query.count / 2))
      const middle = Math.max(1, Math.min(query.seq, head))
      return {
        from: await lowerBound(db, query.roomId, middle, half),
        to: Math.min(await upperBound(db, query.roomId, middle + 1, half), head),
      }
    }
  }
}

/** The first place at which the server's clock showed `at` or later, found by halving: a log is as long as it is. */
export async function seqAt(db: Db, { roomId, at }: { roomId: number; at: number }): Promise<number> {
  let [low, high] = [1, (await headOf(db, roomId)) + 1]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const row = await db
      .selectFrom('entries')
      .select('ts')
      .where('room_id', '=', roomId)
      .where('seq', '=', middle)
      .executeTakeFirst()
    if (!row) throw damage(roomId, { seq: middle, wrong: 'is missing' })
    if (Number(row.ts) >= at) high = middle
    else low = middle + 1
  }
  return low
}
