// What the feeds have found among the posts that this device holds. Whatever brings posts notes only where they stand; they are looked
// at afterwards, a few at a time, by the tab that leads, so that neither a long page nor a new feed makes anybody wait.

import {
  EGO_FEED,
  FEED_LABELS,
  feedLabel,
  IMPORTANT_FEED,
  readTopicFeed,
  type TopicFeed,
} from '#shared/feeds.ts'
import { fold } from '#shared/text.ts'
import type { RoomUri } from '#shared/uri.ts'
import { type Cache, readFact, writeFact } from './database.ts'
import { isPost } from './entry-rows.ts'
import { egoMatcher, importantMatcher, type Matcher, type Myself, topicMatcher } from './feed-match.ts'
import { textOf, writePref } from './prefs.ts'
import type { EntryRow, MatchRow, PostRow } from './rows.ts'

export const POSTS_AT_ONCE = 150

type Place = [room: string, seq: number]

/** Notes what arrived, inside the transaction that brought it. */
export async function noteForFeeds(
  cache: Cache,
  room: RoomUri,
  { rows, gone }: { rows: readonly EntryRow[]; gone: readonly PostRow[] },
): Promise<void> {
  const about = rows.flatMap((row) => (row.kind === 'amend' && row.content.kind === 'edit' ? row.about : []))
  const edited = about.length === 0 ? [] : await cache.entries.where('id').anyOf(about).toArray()
  const changed = [...rows, ...edited].filter((row) => isPost(row) && row.room === room)
  await cache.unheard.bulkPut(changed.map(({ seq }) => ({ room, seq })))
  const removed = [...gone, ...rows.filter(({ kind }) => kind === 'tombstone')]
  if (removed.length === 0) return
  await cache.matches
    .where('[room+seq]')
    .anyOf(removed.map(({ seq }): Place => [room, seq]))
    .delete()
}

export async function forgetMatches(
  cache: Cache,
  room: RoomUri,
  below = Number.MAX_SAFE_INTEGER,
): Promise<void> {
  for (const table of [cache.matches, cache.unheard])
    await table.where('[room+seq]').between([room, 0], [room, below], true, true).delete()
}

/** By name, and the same order on every device. */
export async function heldFeeds(cache: Cache): Promise<TopicFeed[]> {
  const rows = await cache.prefs.where('label').startsWith(FEED_LABELS).toArray()
  const feeds = rows.map((row) => readTopicFeed(textOf(row))).filter((feed) => feed !== undefined)
  const placed = feeds.map((feed) => ({ feed, place: `${fold(feed.name)} ${feed.id}` }))
  return placed.sort((a, b) => (a.place < b.place ? -1 : 1)).map(({ feed }) => feed)
}

export async function keepFeed(cache: Cache, feed: TopicFeed): Promise<void> {
  await writePref(cache, feedLabel(feed.id), JSON.stringify(feed))
}

export async function dropFeed(cache: Cache, id: string): Promise<void> {
  await writePref(cache, feedLabel(id), '')
}

/** The feeds that a person is told of at once. */
export function alerting(topics: readonly TopicFeed[]): string[] {
  const named = topics.filter(({ alert }) => alert).map(({ id }) => id)
  return [EGO_FEED, IMPORTANT_FEED, ...named]
}

/** One step: looks at a few posts. @returns whether there may be more to look at */
export async function lookOnce(cache: Cache): Promise<boolean> {
  const { matches, unheard, entries, prefs, facts } = cache
  return await cache.transaction('rw', [matches, unheard, entries, prefs, facts], async () => {
    const session = await readFact(cache, 'session')
    if (session?.state !== 'signed-in') return false
    const topics = await heldFeeds(cache)
    const matchers = matchersFor(topics, session.me)
    if (await forgetChanged(cache, topics, session.me)) return true
    return (await lookAtNews(cache, matchers)) || (await lookBack(cache, matchers))
  })
}

function matchersFor(topics: readonly TopicFeed[], me: Myself): Matcher[] {
  const topical = topics.map((topic) => topicMatcher(topic, me))
  return [egoMatcher(EGO_FEED, me), importantMatcher(IMPORTANT_FEED, me), ...topical]
}

/** A feed that is gone or looks for something else has found nothing yet. */
async function forgetChanged(cache: Cache, topics: readonly TopicFeed[], me: Myself): Promise<boolean> {
  const looks = (await readFact(cache, 'feedLooks')) ?? {}
  const wanted = new Map([
    [EGO_FEED, JSON.stringify(me)],
    [IMPORTANT_FEED, me.uri],
    ...topics.map((each) => [each.id, sense(each)] as const),
  ])
  const stale = [...new Set([...Object.keys(looks), ...wanted.keys()])].filter(
    (id) => looks[id]?.sense !== wanted.get(id),
  )
  if (stale.length === 0) return false
  const kept = Object.entries(looks).filter(([id]) => !stale.includes(id))
  const begun = stale.flatMap((id) => {
    const now = wanted.get(id)
    return now === undefined ? [] : [[id, { sense: now, upTo: ['', 0] as Place }] as const]
  })
  for (const id of stale)
    await cache.matches
      .where('[feed+room+seq]')
      .between([id, '', 0], [id, '\uffff', Number.MAX_SAFE_INTEGER])
      .delete()
  await writeFact(cache, 'feedLooks', Object.fromEntries([...kept, ...begun]))
  return true
}

/** What a feed finds does not depend on its name. */
function sense({ words, all, authors, rooms }: TopicFeed): string {
  return JSON.stringify({ words, all, authors, rooms })
}

async function lookAtNews(cache: Cache, matchers: readonly Matcher[]): Promise<boolean> {
  const news = await cache.unheard.limit(POSTS_AT_ONCE).toArray()
  if (news.length === 0) return false
  const places = news.map(({ room, seq }): Place => [room, seq])
  await judge(cache, await cache.entries.bulkGet(places), matchers)
  await cache.unheard.bulkDelete(places)
  return true
}

/** Feeds that are new look at what was held before them. */
async function lookBack(cache: Cache, matchers: readonly Matcher[]): Promise<boolean> {
  const looks = (await readFact(cache, 'feedLooks')) ?? {}
  const behind = matchers.find(({ id }) => looks[id]?.upTo !== undefined)
  const look = behind && looks[behind.id]
  if (behind === undefined || look?.upTo === undefined) return false
  const rows = await cache.entries.where('[room+seq]').above(look.upTo).limit(POSTS_AT_ONCE).toArray()
  await judge(cache, rows, [behind])
  const last = rows.at(-1)
  const { upTo: _, ...rest } = look
  const after = last === undefined ? rest : { ...rest, upTo: [last.room, last.seq] as Place }
  await writeFact(cache, 'feedLooks', { ...looks, [behind.id]: after })
  return true
}

async function judge(
  cache: Cache,
  rows: readonly (EntryRow | undefined)[],
  matchers: readonly Matcher[],
): Promise<void> {
  const posts = rows.filter((row) => row !== undefined).filter(isPost)
  const answered = await answersToMe(cache, posts)
  const found: MatchRow[] = []
  const not: [string, string, number][] = []
  for (const post of posts) {
    const { room, seq, ts } = post
    for (const { id: feed, fits } of matchers)
      if (fits(post, answered.has(post.id))) found.push({ feed, room, seq, ts })
      else if (post.edited !== undefined) not.push([feed, room, seq])
  }
  await cache.matches.bulkPut(found)
  await cache.matches.bulkDelete(not)
}

/** Ids of those posts that reply to one of mine, as far as that one is held. */
async function answersToMe(cache: Cache, posts: readonly PostRow[]): Promise<Set<string>> {
  const me = await readFact(cache, 'owner')
  const replies = posts.flatMap(({ id, replyTo }) => (replyTo === undefined ? [] : [{ id, to: replyTo.id }]))
  if (replies.length === 0) return new Set()
  const targets = await cache.entries
    .where('id')
    .anyOf(replies.map(({ to }) => to))
    .toArray()
  const mine = new Set(targets.filter((row) => isPost(row) && row.author === me).map(({ id }) => id))
  return new Set(replies.filter(({ to }) => mine.has(to)).map(({ id }) => id))
}
