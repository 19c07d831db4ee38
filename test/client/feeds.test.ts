// Feeds find what is about somebody, or about a topic, among the posts that a device holds, in whatever order they come.

import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import { EGO_FEED, type TopicFeed } from '#shared/feeds.ts'
import { beginTelling, markTold, readAlerts } from '../../client/cache/alerts.ts'
import { type Cache, writeFact } from '../../client/cache/database.ts'
import { countFeeds, readFound } from '../../client/cache/feed-reading.ts'
import { dropFeed, heldFeeds, keepFeed, lookOnce } from '../../client/cache/feeds.ts'
import { takeDelivered } from '../../client/cache/intake.ts'
import { takeJoined, takeLost, takeMarker } from '../../client/cache/intake-rooms.ts'
import { intendToFollow } from '../../client/cache/intents.ts'
import { pendingPrefs, readPref, takePrefs } from '../../client/cache/prefs.ts'
import { edit, redact } from './support/amends.ts'
import { ADA, adasCache, BEN, BRIDGE, DEVICE, entry, HARBOUR, idOf, room } from './support/cast.ts'

const TUGS = '018f0000-0000-7000-8000-000000000001'
const BARGES = '018f0000-0000-7000-8000-000000000002'
let cache: Cache

beforeEach(async () => {
  cache = await adasCache()
  await takeJoined(cache, [room(HARBOUR), room(BRIDGE)])
})

function topic(change: Partial<TopicFeed> = {}): TopicFeed {
  return {
    id: TUGS,
    name: 'Tugs',
    words: 'буксир',
    all: false,
    authors: [],
    rooms: [],
    alert: true,
    ...change,
  }
}

async function looksFor(...topics: TopicFeed[]): Promise<void> {
  for (const { id } of await heldFeeds(cache)) await dropFeed(cache, id)
  for (const each of topics) await keepFeed(cache, each)
  await looks()
}

async function looks(): Promise<void> {
  while (await lookOnce(cache));
}

async function found(feed = TUGS): Promise<number[]> {
  await looks()
  return (await readFound(cache, feed)).map(({ post }) => post.seq)
}

async function hears(...said: (string | Parameters<typeof entry>[1])[]): Promise<void> {
  for (const [at, each] of said.entries())
    await takeDelivered(cache, [entry(at + 1, typeof each === 'string' ? { chat: each } : each)])
}

describe('a topic', () => {
  test('is found by forms and parts of words, newest first, before and after it is named', async () => {
    await hears('Два буксира у причала', 'Ничего', 'Буксировка в шесть')
    await looksFor(topic())
    expect(await found()).toEqual([3, 1])
    await takeDelivered(cache, [entry(4, { chat: 'Где букси́р? Буксир!' })])
    expect(await found()).toEqual([4, 3, 1])
  })

  test('wants any word or all of them, of some people, in some rooms', async () => {
    await hears('late tug', 'late pilot', { chat: 'late tug', author: ADA })
    await looksFor(topic({ words: 'late tug', all: true }))
    expect(await found()).toEqual([1])
    await looksFor(topic({ words: 'late tug' }))
    expect(await found()).toEqual([2, 1])
    await looksFor(topic({ words: 'late', rooms: [BRIDGE] }))
    expect(await found()).toEqual([])
    await looksFor(topic({ words: '', authors: [BEN] }))
    expect(await found()).toEqual([2, 1])
  })

  test('forgets what it looked for before; another name changes nothing', async () => {
    await hears('tug', 'pilot')
    await looksFor(topic({ words: 'tug' }))
    await looksFor(topic({ words: 'pilot' }))
    expect(await found()).toEqual([2])
    await keepFeed(cache, topic({ words: 'pilot', name: 'Pilots' }))
    expect(await lookOnce(cache)).toBe(false)
    await looksFor()
    expect(await found()).toEqual([])
  })

  test('follows edits and removals, whichever comes first', async () => {
    await looksFor(topic({ words: 'tug' }))
    await hears('tug', 'pilot', 'tug')
    await looks()
    await takeDelivered(cache, [edit(4, 1, 'barge'), edit(5, 2, 'tug'), redact(6, 3)])
    expect(await found()).toEqual([2])

    await takeDelivered(cache, [edit(8, 7, 'tug again')])
    await looks()
    await takeDelivered(cache, [entry(7, { chat: 'nothing' })])
    expect(await found()).toEqual([7, 2])
  })

  test('gives nothing of a room that was taken away', async () => {
    await looksFor(topic({ words: 'tug' }))
    await hears('tug')
    expect(await found()).toEqual([1])
    await takeLost(cache, HARBOUR)
    expect(await found()).toEqual([])
    expect(await cache.matches.count()).toBe(0)
  })
})

describe('what is about me', () => {
  test('a mention of me or of everybody, an answer to me, my name in full; never my own words', async () => {
    const me = { uri: ADA, displayName: 'Ada Lovelace', admin: false }
    const session = { state: 'signed-in' as const, me, domain: 'backchat.test', feature: 'on' as const }
    await writeFact(cache, 'session', { ...session, since: 'first' })
    await hears(
      { chat: 'Come, @Ada', mentions: [ADA] },
      { chat: 'All hands', mentions: ['room'] },
      { chat: 'Mine', author: ADA },
      { chat: 'I agree', replyTo: { device: DEVICE, id: idOf(3) } },
      { chat: 'I agree', replyTo: { device: DEVICE, id: idOf(4) } },
      'ask ada lovelace',
      'ask Ada',
      { chat: 'Ada Lovelace is me', author: ADA },
      { chat: '@Ben', mentions: [BEN] },
    )
    expect(await found(EGO_FEED)).toEqual([6, 4, 2, 1])
  })

  test('is unread as long as the post is, in whichever order the marker comes', async () => {
    await hears({ chat: '1', mentions: [ADA] }, 'between', { chat: '3', mentions: [ADA] })
    await looks()
    const unread = async () => (await countFeeds(cache)).counts[0]?.unread
    expect(await unread()).toBe(2)
    await takeMarker(cache, { room: HARBOUR, seq: 2, readGeneration: 0, unread: 1 })
    expect(await unread()).toBe(1)
    await takeDelivered(cache, [entry(4, { chat: '4', mentions: [ADA] })])
    await looks()
    expect([...(await countFeeds(cache)).meant.values()]).toEqual([2])
    await takeMarker(cache, { room: HARBOUR, seq: 4, readGeneration: 0, unread: 0 })
    expect(await unread()).toBe(0)
  })
})

test('told at once: what is about me, feeds that alert, important posts of followed rooms, unread and new, and once each', async () => {
  await intendToFollow(cache, { room: HARBOUR, follow: true, stamp: '1' })
  await hears('tug', { chat: 'tug', mentions: [ADA] }, 'tug', { chat: 'Fire', alert: true })
  await looksFor(topic({ words: 'tug', alert: false }))
  const seqs = async () => (await readAlerts(cache)).map(({ seq }) => seq)
  expect(await seqs(), 'nothing before it is known what needs no telling').toEqual([])
  await markTold(cache, Date.parse(entry(1).ts))
  expect(await seqs()).toEqual([2, 4])
  await looksFor(topic({ words: 'tug' }))
  expect(await seqs(), 'the first is too old').toEqual([2, 3, 4])
  await takeMarker(cache, { room: HARBOUR, seq: 3, readGeneration: 0, unread: 1 })
  expect(await seqs()).toEqual([4])
  await markTold(cache, Date.parse(entry(4).ts))
  await markTold(cache, Date.parse(entry(2).ts))
  expect(await seqs()).toEqual([])
})

test('what is held when a device begins to tell is not told', async () => {
  await hears({ chat: '1', mentions: [ADA] })
  await beginTelling(cache)
  await looks()
  expect(await readAlerts(cache)).toEqual([])
  await takeDelivered(cache, [entry(2, { chat: '2', mentions: [ADA] })])
  await looks()
  await beginTelling(cache)
  expect(await readAlerts(cache)).toMatchObject([{ seq: 2 }])
})

describe('what the badge counts', () => {
  const calls = async () => {
    await looks()
    return (await countFeeds(cache)).calls
  }

  test('is what one is told of at once and has not read: each post once, whatever found it', async () => {
    await intendToFollow(cache, { room: HARBOUR, follow: true, stamp: '1' })
    await looksFor(topic({ words: 'tug' }), topic({ id: BARGES, words: 'barge', alert: false }))
    await hears({ chat: 'tug', mentions: [ADA], alert: true }, 'barge', 'nothing', 'tug', {
      chat: 'Fire',
      alert: true,
    })
    expect(await calls()).toBe(3)
    await takeMarker(cache, { room: HARBOUR, seq: 4, readGeneration: 0, unread: 1 })
    expect(await calls()).toBe(1)
    await takeDelivered(cache, [redact(6, 5)])
    expect(await calls()).toBe(0)
  })

  test('leaves out what is important in rooms that one does not follow, and my own posts', async () => {
    await hears({ chat: 'Fire', alert: true }, { chat: 'My fire', alert: true, author: ADA })
    expect(await calls()).toBe(0)
    await markTold(cache, 1)
    expect(await readAlerts(cache)).toEqual([])
    await intendToFollow(cache, { room: HARBOUR, follow: true, stamp: '1' })
    expect(await calls()).toBe(1)
    expect((await readAlerts(cache)).map(({ seq }) => seq)).toEqual([1])
  })

  test('an important post is told of although others follow it at once', async () => {
    await intendToFollow(cache, { room: HARBOUR, follow: true, stamp: '1' })
    await hears('first', { chat: 'Fire', alert: true }, 'What?', 'Where?')
    await looks()
    await markTold(cache, Date.parse(entry(1).ts))
    expect((await readAlerts(cache)).map(({ seq }) => seq)).toEqual([2])
  })
})

test('what each of two devices made while they were apart is kept on both; what nobody here can read stays as it is', async () => {
  const other = await adasCache()
  await keepFeed(cache, topic({ name: 'tugs' }))
  await keepFeed(other, topic({ id: BARGES, name: 'Barges' }))
  const said = (await Promise.all([pendingPrefs(cache), pendingPrefs(other)])).flat()
  const server = said.map(({ label, mine = '' }, at) => ({ label, seqid: at + 1, content: mine }))
  const newer = { label: 'feed/018f0000-0000-7000-8000-00000000000f', seqid: 9, content: '{"v":2}' }
  for (const device of [cache, other]) {
    await takePrefs(device, [...server, newer])
    expect((await heldFeeds(device)).map(({ name }) => name)).toEqual(['Barges', 'tugs'])
    expect(await readPref(device, newer.label)).toBe(newer.content)
  }
})
