// Feeds: what a person wants to hear of, wherever it is said. Each is a preference of its own, so they roam, and two devices
// that make one each while they are apart keep both. What they find is worked out on each device, over the posts that it holds.

import * as v from 'valibot'
import { XccosError } from './errors.ts'
import { personUriSchema, roomUriSchema, uuidSchema } from './uri.ts'

/** What the labels of their preferences begin with. */
export const FEED_LABELS = 'feed/'
export const feedLabel = (id: string) => `${FEED_LABELS}${id}`

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

/** Throws `InvalidArgument` with what is wrong. */
export function makeTopicFeed(feed: TopicFeed): TopicFeed {
  const made = v.safeParse(topicFeedSchema, feed)
  if (!made.success) throw new XccosError('InvalidArgument', made.issues[0].message)
  return made.output
}

/** Undefined for what is none: removed, or written by a newer version of the app. */
export function readTopicFeed(text: string): TopicFeed | undefined {
  try {
    const read = v.safeParse(topicFeedSchema, JSON.parse(text))
    return read.success ? read.output : undefined
  } catch {
    return undefined
  }
}
