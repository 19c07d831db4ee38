// Finding posts: by the server while there is a connection, else in the copy on this device. The next key stroke ends a
// search; what comes of it after that is not shown.

import type { PersonUri } from '#shared/uri.ts'
import type { EntryRow } from '../cache/rows.ts'
import { saidInRow } from '../cache/said-rows.ts'
import { core } from '../sync/core.ts'
import { isOffline } from '../sync/refusal.ts'
import { searchDevice } from './search-device.ts'
import type { FoundPost, Pages, Show } from './search-found.ts'
import { type Question, questionOf } from './search-question.ts'
import { searchServer } from './search-server.ts'

export type { Findings, FoundPost } from './search-found.ts'
export { isQuestion } from './search-question.ts'

type KnownPerson = { uri: PersonUri; displayName: string }

export type Search = {
  /** Settled when the first page stands; rejects with what was refused. */
  readonly begun: Promise<void>
  /** The next page, below what is shown. */
  more(): Promise<void>
  stop(): void
}

export function searchPosts(text: string, show: Show): Search {
  const stopping = new AbortController()
  const { signal } = stopping
  const pages = begin(text, (findings) => signal.aborted || show(findings), signal)
  return {
    begun: pages.then(() => undefined),
    more: async () => await (await pages).more(),
    stop: () => stopping.abort(),
  }
}

async function begin(text: string, show: Show, signal: AbortSignal): Promise<Pages> {
  const isLive = core().line.status().connection.state === 'live'
  const question = await questionOf(text, { isLive })
  if (signal.aborted) return NO_MORE
  if (!isLive) return await searchDevice(question, show, signal)
  if (isForNobody(question)) {
    show({ ...NOTHING, ...question.unknown, where: 'server' })
    return NO_MORE
  }
  return await searchServer(question, show).catch((error: unknown) => {
    if (!isOffline(error)) throw error
    return searchDevice(question, show, signal)
  })
}

const NO_MORE: Pages = { more: () => Promise.resolve() }
const NOTHING = { posts: [], total: 0, isCut: false, hasMore: false, isLooking: false }

/** Whoever was named is not there. */
function isForNobody({ authors, rooms }: Question): boolean {
  return authors?.length === 0 || rooms?.length === 0
}

/** By a part of their name. Without an answer nobody is suggested. */
export async function findPeople(name: string): Promise<KnownPerson[]> {
  const people = await core()
    .line.ask('people', name)
    .catch(() => [])
  return people.map(({ uri, displayName }) => ({ uri, displayName }))
}

/** Those of them that are no more, or no longer for this person, as far as this device was told, are left out. */
export async function stillThere(posts: readonly FoundPost[]): Promise<FoundPost[]> {
  const { cache } = core()
  const rows = await cache.entries.bulkGet(posts.map(({ room, seq }) => [room, seq] as [string, number]))
  const rooms = await cache.rooms.bulkGet([...new Set(posts.map(({ room }) => room))])
  const lost = new Set(rooms.flatMap((room) => (room?.access === 'lost' ? room.uri : [])))
  // What this device does not hold it knows nothing against.
  const isThere = (post: FoundPost, row: EntryRow | undefined) =>
    row === undefined || saidInRow(row)?.author === post.author
  return posts.filter((post, index) => isThere(post, rows[index]) && !lost.has(post.room))
}
