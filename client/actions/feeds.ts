// Making, changing and removing feeds. They roam as preferences, and work without network.

import { makeTopicFeed, TOPIC_FEEDS_MAX, type TopicFeed } from '#shared/feeds.ts'
import { dropFeed, heldFeeds, keepFeed } from '../cache/feeds.ts'
import { core } from '../sync/core.ts'
import { Refused } from '../sync/refusal.ts'

export type NewFeed = Omit<TopicFeed, 'id'>

/** A new one without an id, the same again with it. Rejects with `InvalidArgument` or `LimitExceeded`. */
export async function saveFeed(feed: NewFeed & { id?: string }): Promise<string> {
  const { cache } = core()
  const made = makeTopicFeed({ ...feed, id: feed.id ?? crypto.randomUUID() })
  if (feed.id === undefined && (await heldFeeds(cache)).length >= TOPIC_FEEDS_MAX)
    throw new Refused('LimitExceeded', `There may be ${TOPIC_FEEDS_MAX} feeds.`)
  await keepFeed(cache, made)
  return made.id
}

export async function removeFeed(feed: string): Promise<void> {
  await dropFeed(core().cache, feed)
}
