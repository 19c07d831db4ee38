// What the screen reads. A room with 100,000 entries opens by reading only its newest window from the index.

import { type RoomUri, roomUri } from '#shared/uri.ts'
import { type Cache, readFact } from './database.ts'
import { followedRooms } from './intents.ts'
import { readHistory } from './log.ts'
import type { EntryRow, HistoryRow, OutboxRow, RoomRow, RosterRow, Settings } from './rows.ts'

export const WINDOW_ROWS = 60

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

export type Excerpt = {
  entries: EntryRow[]
  history: HistoryRow
  pending: OutboxRow[]
  head: number
  marker: number
}

/** Everything held of the room from `from` on, and what is still on its way there. */
export async function readExcerpt(cache: Cache, room: RoomUri, from: number): Promise<Excerpt> {
  const { rooms, entries, histories, outbox } = cache
  return await cache.transaction('r', rooms, entries, histories, outbox, async () => {
    const row = await rooms.get(room)
    return {
      entries: await span(cache, room, { from, to: Number.MAX_SAFE_INTEGER }).toArray(),
      history: await readHistory(cache, room),
      pending: await outbox.where('room').equals(room).sortBy('order'),
      head: row?.head ?? 0,
      marker: row?.marker ?? 0,
    }
  })
}

function span(cache: Cache, room: RoomUri, { from, to }: { from: number; to: number }) {
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

/** The oldest entry held at or above `from`. */
export async function firstHeld(cache: Cache, room: RoomUri, from: number): Promise<number | undefined> {
  const keys = await span(cache, room, { from, to: Number.MAX_SAFE_INTEGER }).limit(1).primaryKeys()
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

export async function readDraft(cache: Cache, guid: string): Promise<string> {
  return (await cache.drafts.get(guid))?.text ?? ''
}

export async function saveDraft(cache: Cache, guid: string, text: string): Promise<void> {
  await (text === '' ? cache.drafts.delete(guid) : cache.drafts.put({ guid, text }))
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
