// Writing into a room's log, inside the caller's transaction: rows, runs, head, last post and unread move together,
// and my own post leaves the outbox in the same moment in which it stands in the log.

import type { LogItem } from '#shared/entry.ts'
import { HLC_ZERO, type Hlc, latest } from '#shared/hlc.ts'
import { readSigned } from '#shared/post.ts'
import { addRun, type Run } from '#shared/runs.ts'
import type { PersonUri, RoomUri } from '#shared/uri.ts'
import { type Cache, readFact, writeFact } from './database.ts'
import { entryRow, isPost } from './entry-rows.ts'
import type { EntryRow, HistoryRow, LastPostRow, RoomRow } from './rows.ts'
import { countOn } from './unread.ts'

export type Chapter = {
  room: RoomUri
  items: readonly LogItem[]
  /** The spans that these items fill without a hole. */
  proven: readonly Run[]
  floor?: number
}

/** The tables that a transaction around `writeToLog` must name. */
export function logTables(cache: Cache) {
  return [cache.rooms, cache.entries, cache.histories, cache.outbox, cache.facts]
}

export async function readHistory(cache: Cache, room: RoomUri): Promise<HistoryRow> {
  return (await cache.histories.get(room)) ?? { room, runs: [] }
}

export async function whoAmI(cache: Cache): Promise<PersonUri> {
  return (await readFact(cache, 'owner')) ?? ''
}

export async function writeToLog(cache: Cache, chapter: Chapter): Promise<HistoryRow> {
  const me = await whoAmI(cache)
  if (me === '') return { room: chapter.room, runs: [] }
  const rows = await withoutRevivals(
    cache,
    chapter.items.map((item) => entryRow(chapter.room, item)),
  )
  await cache.entries.bulkPut(rows)
  await settle(cache, rows, me)
  await hear(cache, rows)
  const history = await extend(cache, chapter)
  const room = await cache.rooms.get(chapter.room)
  if (room === undefined) return history
  const moved = await withLastPost(cache, withHead(room, rows), rows)
  await cache.rooms.put(await countOn({ cache, runs: history.runs, me }, moved))
  return history
}

/** A text that is gone stays gone, also when an older page that still had it comes late. */
async function withoutRevivals(cache: Cache, rows: EntryRow[]): Promise<EntryRow[]> {
  const held = await cache.entries.bulkGet(rows.map((row) => [row.room, row.seq] as [string, number]))
  return rows.filter((row, index) => row.kind === 'tombstone' || held[index]?.kind !== 'tombstone')
}

async function settle(cache: Cache, rows: readonly EntryRow[], me: PersonUri): Promise<void> {
  const mine = rows.filter((row) => row.kind === 'tombstone' || (isPost(row) && row.author === me))
  await cache.outbox.bulkDelete(mine.map((row) => row.id))
}

/** The device's clock never falls behind what it has heard. */
async function hear(cache: Cache, rows: readonly EntryRow[]): Promise<void> {
  const newest = rows.findLast(isPost)
  const heard = newest === undefined ? undefined : readSigned(newest.signed)?.hlc
  if (heard !== undefined) await keepClock(cache, heard)
}

export async function keepClock(cache: Cache, heard: Hlc): Promise<void> {
  const own = (await readFact(cache, 'hlc')) ?? HLC_ZERO
  if (heard > own) await writeFact(cache, 'hlc', latest(own, heard))
}

async function extend(cache: Cache, { room, proven, floor }: Chapter): Promise<HistoryRow> {
  const held = await readHistory(cache, room)
  const runs = proven.reduce<Run[]>(addRun, held.runs)
  const history: HistoryRow = { ...held, runs, ...(floor === undefined ? {} : { floor }) }
  await cache.histories.put(history)
  return history
}

function withHead(room: RoomRow, rows: readonly EntryRow[]): RoomRow {
  const newest = rows.reduce<EntryRow | undefined>(later, undefined)
  if (newest === undefined) return room
  const savedUpTo = Math.max(room.savedUpTo ?? 0, newest.ts)
  return { ...room, head: Math.max(room.head, newest.seq), savedUpTo }
}

async function withLastPost(cache: Cache, room: RoomRow, rows: readonly EntryRow[]): Promise<RoomRow> {
  const shown = room.lastPost?.seq ?? 0
  if (rows.some((row) => row.kind === 'tombstone' && row.seq === shown))
    return await lookUpLastPost(cache, room)
  const newest = rows.filter(isPost).reduce<EntryRow | undefined>(later, undefined)
  if (newest === undefined || !isPost(newest) || newest.seq <= shown) return room
  return { ...room, lastPost: lastPostOf(newest) }
}

function later(a: EntryRow | undefined, b: EntryRow): EntryRow {
  return a === undefined || b.seq > a.seq ? b : a
}

function lastPostOf({ seq, ts, author, authdisp, chat }: LastPostRow): LastPostRow {
  return { seq, ts, author, authdisp, chat: chat.slice(0, 200) }
}

async function lookUpLastPost(cache: Cache, room: RoomRow): Promise<RoomRow> {
  const { lastPost: _, ...rest } = room
  const newest = await cache.entries
    .where('[room+seq]')
    .between([room.uri, 0], [room.uri, room.head], true, true)
    .reverse()
    .and(isPost)
    .first()
  return newest !== undefined && isPost(newest) ? { ...rest, lastPost: lastPostOf(newest) } : rest
}
