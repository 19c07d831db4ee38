// What somebody wants to be told of at once: finds of feeds that alert, and posts of high importance in rooms they follow.

import { IMPORTANT_FEED } from '#shared/feeds.ts'
import { type Cache, readFact, writeFact } from './database.ts'
import { isPost } from './entry-rows.ts'
import { textOfPost } from './feed-match.ts'
import { alerting, heldFeeds } from './feeds.ts'
import { followedRooms } from './intents.ts'
import type { EntryRow, PostRow, RoomRow } from './rows.ts'

export type Alert = {
  key: string
  guid: string
  seq: number
  ts: number
  author: string
  roomName: string
  text: string
}

const ALERTS_MAX = 5
const TEXT_CHARS = 240

/** What this device holds when it begins needs no telling; its own clock, which may be wrong, is not asked. */
export async function beginTelling(cache: Cache): Promise<void> {
  await cache.transaction('rw', cache.facts, cache.rooms, async () => {
    if ((await readFact(cache, 'toldUpTo')) !== undefined) return
    await writeFact(cache, 'toldUpTo', await heldUpTo(cache))
  })
}

/** The server's time of the newest entry held. */
export async function heldUpTo(cache: Cache): Promise<number> {
  const held = (await cache.rooms.toArray()).map(({ savedUpTo = 0 }) => savedUpTo)
  return Math.max(0, ...held)
}

export async function markTold(cache: Cache, ts: number): Promise<void> {
  await cache.transaction('rw', cache.facts, async () => {
    if (ts > ((await readFact(cache, 'toldUpTo')) ?? 0)) await writeFact(cache, 'toldUpTo', ts)
  })
}

/** The newest of them that were not told yet and are unread. Oldest first. */
export async function readAlerts(cache: Cache): Promise<Alert[]> {
  const since = await readFact(cache, 'toldUpTo')
  return since === undefined ? [] : await readAlertsSince(cache, since)
}

export async function readAlertsSince(cache: Cache, since: number): Promise<Alert[]> {
  const posts = await foundSince(cache, since)
  const unique = new Map(posts.map((post) => [`${post.room} ${post.seq}`, post]))
  const rooms = new Map((await cache.rooms.toArray()).map((room) => [room.uri, room]))
  return [...unique.values()]
    .flatMap((post) => alertOf(post, rooms.get(post.room)))
    .sort((a, b) => a.ts - b.ts)
    .slice(-ALERTS_MAX)
}

/** Whatever a person chose to be told of; posts of high importance only where they follow. */
async function foundSince(cache: Cache, since: number): Promise<PostRow[]> {
  const topics = await heldFeeds(cache)
  const followed = await followedRooms(cache)
  const found = await Promise.all(
    alerting(topics).map((feed) =>
      cache.matches
        .where('[feed+ts]')
        .between([feed, since], [feed, Number.MAX_SAFE_INTEGER], false)
        .reverse()
        .and(({ room }) => feed !== IMPORTANT_FEED || followed.has(room))
        .limit(ALERTS_MAX)
        .toArray(),
    ),
  )
  const places = found.flat().map(({ room, seq }) => [room, seq] as [string, number])
  return (await cache.entries.bulkGet(places)).filter(isThere)
}

function isThere(row: EntryRow | undefined): row is PostRow {
  return row !== undefined && isPost(row)
}

function alertOf(post: PostRow, room: RoomRow | undefined): Alert[] {
  if (room === undefined || room.access === 'lost' || post.seq <= room.marker) return []
  const { seq, ts, authdisp: author } = post
  const text = textOfPost(post).slice(0, TEXT_CHARS)
  return [{ key: `${room.guid}/${seq}`, guid: room.guid, seq, ts, author, roomName: room.name, text }]
}
