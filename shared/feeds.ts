// Feeds: what a person wants to hear of, wherever it is said. They are kept as one preference, so they roam; what they find is
// worked out on each device, over the posts that it holds, without asking the server.

import * as v from 'valibot'
import { XccosError } from './errors.ts'
import { personUriSchema, roomUriSchema, uuidSchema } from './uri.ts'

export const FEEDS_LABEL = 'feeds'
/** The feed that everybody has: posts that are about oneself. */
export const EGO_FEED = 'ego'
/** The one that nobody sees: posts of high importance. */
export const IMPORTANT_FEED = 'important'

export const TOPIC_FEEDS_MAX = 50
export const FEED_NAME_CHARS = 60
export const FEED_WORDS_CHARS = 200
const AUTHORS_MAX = 20
const ROOMS_MAX = 50

export const topicFeedSchema = v.pipe(
  v.strictObject({
    id: uuidSchema,
    name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(FEED_NAME_CHARS)),
    /** Words and "phrases", as a search takes them. */
    words: v.pipe(v.string(), v.trim(), v.maxLength(FEED_WORDS_CHARS)),
    /** Every word must be there, else any. */
    all: v.boolean(),
    /** None means anybody. */
    authors: v.pipe(v.array(personUriSchema), v.maxLength(AUTHORS_MAX)),
    /** None means every room that is held. */
    rooms: v.pipe(v.array(roomUriSchema), v.maxLength(ROOMS_MAX)),
    /** Whether to be told at once. */
    alert: v.boolean(),
  }),
  v.check(({ words, authors }) => words !== '' || authors.length > 0, 'A feed needs words or people.'),
)
export type TopicFeed = v.InferOutput<typeof topicFeedSchema>

export const feedsSchema = v.strictObject({
  v: v.literal(1),
  ego: v.strictObject({ alert: v.boolean() }),
  topics: v.pipe(v.array(topicFeedSchema), v.maxLength(TOPIC_FEEDS_MAX)),
})
export type Feeds = v.InferOutput<typeof feedsSchema>

/** Throws `InvalidArgument` with what is wrong. */
export function makeTopicFeed(feed: TopicFeed): TopicFeed {
  const made = v.safeParse(topicFeedSchema, feed)
  if (!made.success) throw new XccosError('InvalidArgument', made.issues[0].message)
  return made.output
}

export const NO_FEEDS: Feeds = { v: 1, ego: { alert: true }, topics: [] }

/** Undefined for what a newer version of the app may have written: it is not to be written over. */
export function readFeeds(text: string): Feeds | undefined {
  if (text === '') return NO_FEEDS
  try {
    const read = v.safeParse(feedsSchema, JSON.parse(text))
    return read.success ? read.output : undefined
  } catch {
    return undefined
  }
}
