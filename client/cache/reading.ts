// What the screen reads. A room with 100,000 entries opens by reading only its newest window from the index.

import { type RoomUri, roomUri } from '#shared/uri.ts'
import { type Cache, readFact } from './database.ts'
import { followedRooms } from './intents.ts'
import { readHistory } from './log.ts'
import { contentOf } from './outbox.ts'
import type { EntryRow, HistoryRow, OutboxRow, RoomRow, RosterRow, Settings } from './rows.ts'

export const WINDOW_ROWS = 60
/** At most so many rows are on screen and in memory, however long one scrolls. */
export const WINDOW_ROWS_MAX = 240

export type ListedRoom = RoomRow & { followed: boolean }

export async function listRooms(cache: Cache): Promise<ListedRoom[]> {
  const followed = await followedRooms(cache)
  const rooms = await cache.rooms.toArray()
  return rooms
    .map((room) => ({ ...room, followed: followed.has(room.uri) }))
    .filter((room) => room.followed || room.member)
}

export async function readRoom(cache: Cache, guid: string): Promise<ListedRoom | undefined> {
  const room = await cache.rooms.where('guid').equals(guid).first()
  return room === undefined ? undefined : { ...room, followed: (await followedRooms(cache)).has(room.uri) }
}

/** The address behind a link of the app; undefined before the first sign-in tells the domain. */
export async function addressOf(cache: Cache, guid: string): Promise<RoomUri | undefined> {
  const room = await cache.rooms.where('guid').equals(guid).first()
  if (room !== undefined) return room.uri
  const session = await readFact(cache, 'session')
  return session?.state === 'signed-in' ? roomUri(session.domain, guid) : undefined
}

export type Span = { from: number; to?: number | undefined }

export type Excerpt = {
  /** What is in the window. */
  entries: EntryRow[]
  /** The newest there is: the same rows when the window reaches the end, else a few of their own. */
  newest: EntryRow[]
  history: HistoryRow
  pending: OutboxRow[]
  /** What is answered in the window and stands outside of it. */
  quoted?: EntryRow[]
  head: number
  marker: number
}

/** What the timeline looks at, so that a draft being written or a roster that changes never makes it wait. */
export function excerptTables(cache: Cache) {
  const { rooms, entries, histories, outbox, facts } = cache
  return [rooms, entries, histories, outbox, facts]
}

/** Part of a room, of one moment; without `from` its newest rows. */
export async function readExcerpt(
  cache: Cache,
  room: RoomUri,
  { from, to }: Partial<Span> = {},
): Promise<Excerpt> {
  const [row, entries, history, pending] = await Promise.all([
    cache.rooms.get(room),
    from === undefined ? newestOf(cache, room) : span(cache, room, { from, to }).toArray(),
    readHistory(cache, room),
    cache.outbox.where('room').equals(room).sortBy('order'),
  ])
  const newest = to === undefined ? entries : await newestOf(cache, room)
  const quoted = await quotedIn(cache, room, { entries, newest, pending })
  return { entries, newest, history, pending, quoted, head: row?.head ?? 0, marker: row?.marker ?? 0 }
}

async function quotedIn(
  cache: Cache,
  room: RoomUri,
  { entries, newest, pending }: Pick<Excerpt, 'entries' | 'newest' | 'pending'>,
): Promise<EntryRow[]> {
  const answers = [...entries, ...newest, ...pending.map(contentOf)]
  const ids = answers.flatMap((each) => ('replyTo' in each && each.replyTo ? each.replyTo.id : []))
  if (ids.length === 0) return []
  return await cache.entries
    .where('id')
    .anyOf([...new Set(ids)])
    .and((row) => row.room === room)
    .toArray()
}

async function newestOf(cache: Cache, room: RoomUri): Promise<EntryRow[]> {
  const rows = await span(cache, room, { from: 0 }).reverse().limit(WINDOW_ROWS).toArray()
  return rows.reverse()
}

function span(cache: Cache, room: RoomUri, { from, to = Number.MAX_SAFE_INTEGER }: Span) {
  return cache.entries.where('[room+seq]').between([room, from], [room, to], true, true)
}

/** The `seq` of the entry that is `rows` entries older than `below`, or of the oldest held; undefined without any. */
export async function olderStart(
  cache: Cache,
  room: RoomUri,
  { below, rows = WINDOW_ROWS, notUnder = 0 }: { below: number; rows?: number; notUnder?: number },
): Promise<number | undefined> {
  const older = await span(cache, room, { from: notUnder, to: below - 1 })
    .reverse()
    .limit(rows)
    .primaryKeys()
  return older.at(-1)?.[1]
}

/** The `seq` of the last of `rows` entries from `above` on; undefined when that reaches the newest one held. */
export async function newerEnd(
  cache: Cache,
  room: RoomUri,
  { above, rows }: { above: number; rows: number },
): Promise<number | undefined> {
  const keys = await span(cache, room, { from: above })
    .limit(rows + 1)
    .primaryKeys()
  return keys.length > rows ? keys[rows - 1]?.[1] : undefined
}

/** The oldest entry held at or above `from`. */
export async function firstHeld(cache: Cache, room: RoomUri, from: number): Promise<number | undefined> {
  const keys = await span(cache, room, { from }).limit(1).primaryKeys()
  return keys[0]?.[1]
}

export async function readRoster(cache: Cache, guid: string): Promise<RosterRow | undefined> {
  const room = await cache.rooms.where('guid').equals(guid).first()
  return room === undefined ? undefined : await cache.rosters.get(room.uri)
}

export type ListedPost = OutboxRow & { roomName: string }

export async function listOutbox(cache: Cache): Promise<ListedPost[]> {
  const posts = await cache.outbox.orderBy('order').toArray()
  const rooms = await cache.rooms.bulkGet(posts.map((post) => post.room))
  return posts.map((post, index) => ({ ...post, roomName: rooms[index]?.name ?? '' }))
}

export const DEFAULT_SETTINGS: Settings = {
  language: 'auto',
  theme: 'auto',
  enterSends: true,
  reopenRooms: true,
}

export async function readSettings(cache: Cache): Promise<Settings> {
  return { ...DEFAULT_SETTINGS, ...(await readFact(cache, 'settings')) }
}

/** Who is listed in the rosters that are saved, and who wrote last in a room; a name that is nobody's is left out. */
export async function readKnownPeople(cache: Cache): Promise<{ uri: string; displayName: string }[]> {
  const known = new Map<string, string>()
  for (const { lastPost } of await cache.rooms.toArray())
    if (lastPost !== undefined) known.set(lastPost.author, lastPost.authdisp)
  for (const { people } of await cache.rosters.toArray())
    if (people !== 'large') for (const { uri, displayName } of people) known.set(uri, displayName)
  return [...known].map(([uri, displayName]) => ({ uri, displayName }))
}
