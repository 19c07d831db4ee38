// Making, changing and removing feeds. They roam as a preference, and work without network.

import { type Feeds, makeTopicFeed, TOPIC_FEEDS_MAX, type TopicFeed } from '#shared/feeds.ts'
import { heldFeeds, keepFeeds } from '../cache/feeds.ts'
import { core } from '../sync/core.ts'
import { Refused } from '../sync/refusal.ts'

export type NewFeed = Omit<TopicFeed, 'id'>

/** A new one without an id, the same again with it. Rejects with `InvalidArgument` or `LimitExceeded`. */
export async function saveFeed(feed: NewFeed & { id?: string }): Promise<string> {
  const made = makeTopicFeed({ ...feed, id: feed.id ?? crypto.randomUUID() })
  await change(({ topics, ...rest }) => {
    const isNew = !topics.some(({ id }) => id === made.id)
    if (isNew && topics.length >= TOPIC_FEEDS_MAX)
      throw new Refused('LimitExceeded', `There may be ${TOPIC_FEEDS_MAX} feeds.`)
    const others = topics.map((each) => (each.id === made.id ? made : each))
    return { ...rest, topics: isNew ? [...topics, made] : others }
  })
  return made.id
}

export async function removeFeed(feed: string): Promise<void> {
  await change(({ topics, ...rest }) => ({ ...rest, topics: topics.filter(({ id }) => id !== feed) }))
}

async function change(how: (feeds: Feeds) => Feeds): Promise<void> {
  const { cache } = core()
  await cache.transaction('rw', cache.prefs, async () => {
    const feeds = await heldFeeds(cache)
    if (feeds === undefined)
      throw new Refused('CommandFailed', 'These feeds were made with a newer version of the app.')
    await keepFeeds(cache, how(feeds))
  })
}
