// What the screen reads of the feeds. A find is unread as long as its post is unread in its room, so there is one marker for both,
// which the devices agree on already.

import { EGO_FEED, IMPORTANT_FEED, type TopicFeed } from '#shared/feeds.ts'
import { UNREAD_CAP } from '#shared/limits.ts'
import type { Cache } from './database.ts'
import { isPost } from './entry-rows.ts'
import { alerting, heldFeeds } from './feeds.ts'
import { followedRooms } from './intents.ts'
import type { PostRow, RoomRow } from './rows.ts'

export type Found = { post: PostRow; roomName: string; guid: string; isUnread: boolean }
export type FeedCount = { id: string; unread: number }
/** Unread finds of the ego feed, by room. */
export type Meant = ReadonlyMap<string, number>

const FOUND_MAX = 200

/** @returns besides, as `calls`, how many posts want to be seen at once, each counted once whatever found it */
export async function countFeeds(
  cache: Cache,
): Promise<{ topics: TopicFeed[]; counts: FeedCount[]; meant: Meant; calls: number }> {
  const topics = await heldFeeds(cache)
  const alerts = new Set(alerting(topics))
  const rooms = await unreadRooms(cache)
  const counts: FeedCount[] = []
  const meant = new Map<string, number>()
  const calls = new Set<string>()
  for (const id of [EGO_FEED, ...topics.map((topic) => topic.id), IMPORTANT_FEED]) {
    let unread = 0
    for (const room of rooms) {
      if (id === IMPORTANT_FEED && !room.followed) continue
      const seqs = await unreadFinds(cache, id, room)
      unread += seqs.length
      if (id === EGO_FEED && seqs.length > 0) meant.set(room.guid, seqs.length)
      if (alerts.has(id)) for (const seq of seqs) calls.add(`${room.guid} ${seq}`)
    }
    if (id !== IMPORTANT_FEED) counts.push({ id, unread })
  }
  return { topics, counts, meant, calls: calls.size }
}

async function unreadRooms(cache: Cache): Promise<(RoomRow & { followed: boolean })[]> {
  const followed = await followedRooms(cache)
  const rooms = await cache.rooms.filter((room) => room.access === 'yes' && room.head > room.marker).toArray()
  return rooms.map((room) => ({ ...room, followed: followed.has(room.uri) }))
}

async function unreadFinds(cache: Cache, feed: string, { uri, marker }: RoomRow): Promise<number[]> {
  const places = await cache.matches
    .where('[feed+room+seq]')
    .between([feed, uri, marker + 1], [feed, uri, Number.MAX_SAFE_INTEGER])
    .limit(UNREAD_CAP)
    .primaryKeys()
  return places.map(([, , seq]) => seq)
}

/** The newest finds of a feed, newest first. */
export async function readFound(cache: Cache, feed: string): Promise<Found[]> {
  const matches = await cache.matches
    .where('[feed+ts]')
    .between([feed, 0], [feed, Number.MAX_SAFE_INTEGER])
    .reverse()
    .limit(FOUND_MAX)
    .toArray()
  const rows = await cache.entries.bulkGet(matches.map(({ room, seq }) => [room, seq] as [string, number]))
  const rooms = new Map((await cache.rooms.toArray()).map((room) => [room.uri, room]))
  return rows.flatMap((post) => {
    const room = post && rooms.get(post.room)
    if (post === undefined || !isPost(post) || room === undefined || room.access === 'lost') return []
    return [{ post, roomName: room.name, guid: room.guid, isUnread: post.seq > room.marker }]
  })
}
