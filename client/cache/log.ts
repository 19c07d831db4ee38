// Writing into a room's log, inside the caller's transaction: rows, runs, head, last post and unread move together,
// and my own post leaves the outbox in the same moment in which it stands in the log.

import type { Amend } from '#shared/amend.ts'
import type { LogItem } from '#shared/entry.ts'
import { HLC_ZERO, type Hlc, latest } from '#shared/hlc.ts'
import { readSigned } from '#shared/post.ts'
import { addRun, type Run } from '#shared/runs.ts'
import type { PersonUri, RoomUri } from '#shared/uri.ts'
import { amendPosts, hasWords, purge, purged, unpinGone } from './amending.ts'
import { type Cache, readFact, writeFact } from './database.ts'
import { entryRow, isAmend, isPost } from './entry-rows.ts'
import { noteForFeeds } from './feeds.ts'
import type { EntryRow, HistoryRow, LastPostRow, PostRow, RoomRow } from './rows.ts'
import { countAfresh, countOn, withoutUnread } from './unread.ts'

export type Chapter = {
  room: RoomUri
  items: readonly LogItem[]
  /** The spans that these items fill without a hole. */
  proven: readonly Run[]
  floor?: number
  /** What a page told beside its entries, as of its head. */
  amends?: readonly Amend[]
  asOf?: number
}

/** The tables that a transaction around `writeToLog` must name. */
export function logTables(cache: Cache) {
  const { rooms, entries, snapshots, pins, histories, outbox, facts, matches, unheard } = cache
  return [rooms, entries, snapshots, pins, histories, outbox, facts, matches, unheard]
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
  const { rows, gone } = await putRows(cache, chapter)
  await settle(cache, rows, me)
  await hear(cache, rows)
  await noteForFeeds(cache, chapter.room, { rows, gone })
  const history = await extend(cache, chapter, rows)
  const room = await cache.rooms.get(chapter.room)
  if (room === undefined) return history
  const moved = await withLastPost(cache, withHead(room, rows), rows)
  const isLess = rows.some((row) => row.kind === 'tombstone') || gone.length > 0
  const count = isLess ? countAfresh : countOn
  await cache.rooms.put(await count({ cache, runs: history.runs, me }, withoutUnread(moved, gone, me)))
  return history
}

/** @returns what arrived, as it stands now, and the posts that were held and are gone */
async function putRows(cache: Cache, chapter: Chapter): Promise<{ rows: EntryRow[]; gone: PostRow[] }> {
  const { room, items, amends = [], asOf = 0 } = chapter
  const arrived = items.map((item) => entryRow(room, item))
  const upTo = purgedTo(arrived)
  const gone = upTo === 0 ? [] : await purge(cache, room, upTo)
  const bound = Math.max(upTo, (await readHistory(cache, room)).purgedTo ?? 0)
  const keys = arrived.map(({ seq }) => [room, seq] as [string, number])
  const held = await cache.entries.bulkGet(keys)
  // A text that is gone stays gone, also when an older page that still had it comes late.
  const fresh = arrived
    .map((row) => (row.seq <= bound && hasWords(row) ? purged(row) : row))
    .filter((row, index) => row.kind === 'tombstone' || held[index]?.kind !== 'tombstone')
  await cache.entries.bulkPut(fresh)
  await unpinGone(cache, room, fresh.filter(isAmend))
  const entombed = held.filter((row, index) => row && isPost(row) && arrived[index]?.kind === 'tombstone')
  gone.push(...entombed.filter((row) => row !== undefined).filter(isPost))
  gone.push(...(await amendPosts(cache, room, { rows: fresh, amends, asOf })))
  const now = await cache.entries.bulkGet(fresh.map(({ seq }) => [room, seq] as [string, number]))
  return { rows: now.filter((row) => row !== undefined), gone }
}

function purgedTo(rows: readonly EntryRow[]): number {
  const bounds = rows.flatMap((row) =>
    isAmend(row) && row.content.kind === 'purge' ? Math.min(row.content.upTo, row.seq - 1) : [],
  )
  return Math.max(0, ...bounds)
}

async function settle(cache: Cache, rows: readonly EntryRow[], me: PersonUri): Promise<void> {
  const mine = rows.filter((row) => row.kind === 'tombstone' || ('author' in row && row.author === me))
  await cache.outbox.bulkDelete(mine.map((row) => row.id))
}

/** The device's clock never falls behind what it has heard. */
async function hear(cache: Cache, rows: readonly EntryRow[]): Promise<void> {
  const newest = rows.findLast((row) => 'signed' in row)
  const heard = newest === undefined ? undefined : readSigned(newest.signed)?.hlc
  if (heard !== undefined) await keepClock(cache, heard)
}

export async function keepClock(cache: Cache, heard: Hlc): Promise<void> {
  const own = (await readFact(cache, 'hlc')) ?? HLC_ZERO
  if (heard > own) await writeFact(cache, 'hlc', latest(own, heard))
}

async function extend(
  cache: Cache,
  { room, proven, floor }: Chapter,
  rows: readonly EntryRow[],
): Promise<HistoryRow> {
  const held = await readHistory(cache, room)
  const runs = proven.reduce<Run[]>(addRun, held.runs)
  const bound = Math.max(held.purgedTo ?? 0, purgedTo(rows))
  const history: HistoryRow = {
    ...held,
    runs,
    ...(floor === undefined ? {} : { floor }),
    ...(bound === 0 ? {} : { purgedTo: bound }),
  }
  await cache.histories.put(history)
  return history
}

function withHead(room: RoomRow, rows: readonly EntryRow[]): RoomRow {
  const newest = rows.reduce<EntryRow | undefined>(later, undefined)
  if (newest === undefined) return room
  const savedUpTo = Math.max(room.savedUpTo ?? 0, newest.ts)
  const known = newest.seq < room.head ? room : withoutNews(room)
  return { ...known, head: Math.max(room.head, newest.seq), savedUpTo }
}

/** What was only told of is held now, or no longer to be seen. */
export function withoutNews({ newsAt: _, ...room }: RoomRow): RoomRow {
  return room
}

/** What the list of rooms shows: the newest post that is held and not gone, in its newest words. */
async function withLastPost(cache: Cache, room: RoomRow, rows: readonly EntryRow[]): Promise<RoomRow> {
  const shown = room.lastPost?.seq ?? 0
  const newest = rows.filter(isPost).reduce<EntryRow | undefined>(later, undefined)
  if (newest !== undefined && isPost(newest) && newest.seq > shown)
    return { ...room, lastPost: lastPostOf(newest) }
  if (!rows.some((row) => row.seq === shown || isAmend(row))) return room
  return await lookAtLastPost(cache, room)
}

function later(a: EntryRow | undefined, b: EntryRow): EntryRow {
  return a === undefined || b.seq > a.seq ? b : a
}

function lastPostOf({ seq, ts, author, authdisp, edited, ...said }: PostRow): LastPostRow {
  const { chat, story } = edited ?? said
  return { seq, ts, author, authdisp, chat: (story?.title ?? chat).slice(0, 200) }
}

/** After something was done about older posts. */
export async function lookAtLastPost(cache: Cache, room: RoomRow): Promise<RoomRow> {
  const held = room.lastPost && (await cache.entries.get([room.uri, room.lastPost.seq]))
  if (held === undefined) return room
  return isPost(held) ? { ...room, lastPost: lastPostOf(held) } : await lookUpLastPost(cache, room)
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
