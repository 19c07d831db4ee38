// What the screen reads of the feeds. A find is unread as long as its post is unread in its room, so there is one marker for both,
// which the devices agree on already.

import { EGO_FEED, type TopicFeed } from '#shared/feeds.ts'
import type { Cache } from './database.ts'
import { isPost } from './entry-rows.ts'
import { heldFeeds } from './feeds.ts'
import type { PostRow } from './rows.ts'

export type Found = { post: PostRow; roomName: string; guid: string; isUnread: boolean }
export type FeedCount = { id: string; unread: number }
/** Unread finds of the ego feed, by room. */
export type Meant = ReadonlyMap<string, number>

const FOUND_MAX = 200

export async function countFeeds(
  cache: Cache,
): Promise<{ topics: TopicFeed[]; counts: FeedCount[]; meant: Meant }> {
  const topics = (await heldFeeds(cache))?.topics ?? []
  const rooms = await cache.rooms.filter((room) => room.access === 'yes' && room.head > room.marker).toArray()
  const counts = [EGO_FEED, ...topics.map(({ id }) => id)].map((id) => ({ id, unread: 0 }))
  const meant = new Map<string, number>()
  for (const count of counts)
    for (const { uri, guid, marker } of rooms) {
      const unread = await cache.matches
        .where('[feed+room+seq]')
        .between([count.id, uri, marker + 1], [count.id, uri, Number.MAX_SAFE_INTEGER])
        .count()
      count.unread += unread
      if (count.id === EGO_FEED && unread > 0) meant.set(guid, unread)
    }
  return { topics, counts, meant }
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
