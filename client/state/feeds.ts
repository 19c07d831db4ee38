// The feeds with their unread numbers, and what one of them has found.

import type { Accessor } from 'solid-js'
import { EGO_FEED, type TopicFeed } from '#shared/feeds.ts'
import { cache } from '../cache/database.ts'
import { textOfPost } from '../cache/feed-match.ts'
import { countFeeds, readFound } from '../cache/feed-reading.ts'
import type { PostRow } from '../cache/rows.ts'
import { liveSignal, useLive } from './live-signal.ts'
import { isSame } from './same.ts'

export { EGO_FEED, type TopicFeed }

type Counted = Awaited<ReturnType<typeof countFeeds>>
/** A post that a feed has found; `text` is all that it says. */
export type Find = Pick<PostRow, 'room' | 'seq' | 'id' | 'ts' | 'author' | 'authdisp'> & {
  guid: string
  roomName: string
  text: string
  isUnread: boolean
}

const NONE: Counted = { topics: [], counts: [], meant: new Map(), calls: 0 }

const counted = liveSignal<Counted>(
  () => countFeeds(cache),
  NONE,
  (before, after) => (isSame(listed(before), listed(after)) ? before : after),
)

function listed({ meant, ...rest }: Counted) {
  return { ...rest, meant: [...meant] }
}

export function topicFeeds(): TopicFeed[] {
  return counted().topics
}

export function unreadIn(feed: string): number {
  return counted().counts.find(({ id }) => id === feed)?.unread ?? 0
}

/** How many unread posts of a room are about me. */
export function meantIn(guid: string): number {
  return counted().meant.get(guid) ?? 0
}

/** How many unread posts somebody wanted to be told of at once: about them, of feeds that alert, of high importance. */
export function unreadCalls(): number {
  return counted().calls
}

export function useFound(feed: () => string): Accessor<Find[] | undefined> {
  return useLive<Find[] | undefined>(
    feed,
    async (id) => (await readFound(cache, id)).map(shown),
    () => undefined,
  )
}

function shown({ post, ...rest }: Awaited<ReturnType<typeof readFound>>[number]): Find {
  const { room, seq, id, ts, author, authdisp } = post
  return { room, seq, id, ts, author, authdisp, text: textOfPost(post), ...rest }
}
