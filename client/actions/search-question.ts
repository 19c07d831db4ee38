// From what stands in the search box to what is asked: names become the people and rooms they mean, days become moments
// in the zone of whoever searches. A name that means nobody is told, instead of being left out of the search.

import { SEARCH_AUTHORS_MAX, SEARCH_ROOMS_MAX } from '#shared/limits.ts'
import type { Person } from '#shared/person.ts'
import { isMe, meantBy } from '#shared/search/names.ts'
import { criteriaOf, parseQuery, type Query } from '#shared/search/query.ts'
import type { Has } from '#shared/search/said.ts'
import { type PersonUri, type RoomUri, usernameOf } from '#shared/uri.ts'
import { readFact } from '../cache/database.ts'
import { readKnownPeople } from '../cache/reading.ts'
import { core } from '../sync/core.ts'
import { isOffline } from '../sync/refusal.ts'
import type { Findings } from './search-found.ts'

export type Question = {
  criteria: string
  authors?: PersonUri[]
  rooms?: RoomUri[]
  /** Epoch ms: from this moment on, and before that one. */
  from?: number
  to?: number
  has: Has[]
  unknown: Pick<Findings, 'unknownPeople' | 'unknownRooms'>
}
type Named<Uri> = { found: Uri[]; unknown: string[] }
type Meaning<Uri> = (typed: string) => Promise<Uri[]>

/** A room or a day alone is no question yet: it asks for everything that was ever said. */
export function isQuestion(text: string): boolean {
  const { terms, phrases, from, has } = parseQuery(text)
  return terms.length + phrases.length + from.length + has.length > 0
}

export async function questionOf(text: string, { isLive }: { isLive: boolean }): Promise<Question> {
  const query = parseQuery(text)
  const [people, rooms] = await Promise.all([
    named(query.from, await peopleMeaning(isLive)),
    named(query.in, await roomMeaning(isLive)),
  ])
  return {
    criteria: criteriaOf(query),
    ...(query.from.length > 0 ? { authors: people.found.slice(0, SEARCH_AUTHORS_MAX) } : {}),
    ...(query.in.length > 0 ? { rooms: rooms.found.slice(0, SEARCH_ROOMS_MAX) } : {}),
    ...daysOf(query),
    has: query.has,
    unknown: { unknownPeople: people.unknown, unknownRooms: rooms.unknown },
  }
}

async function named<Uri>(typed: readonly string[], meaning: Meaning<Uri>): Promise<Named<Uri>> {
  const meant = await Promise.all(typed.map(async (name) => ({ name, uris: await meaning(name) })))
  const unknown = meant.filter(({ uris }) => uris.length === 0).map(({ name }) => name)
  return { found: [...new Set(meant.flatMap(({ uris }) => uris))], unknown }
}

async function peopleMeaning(isLive: boolean): Promise<Meaning<PersonUri>> {
  const { cache, line } = core()
  const known = await readKnownPeople(cache)
  const me = await readFact(cache, 'owner')
  return async (typed) => {
    if (me !== undefined && isMe(typed)) return [me]
    const byUsername = known.filter(({ uri }) => usernameOf(uri) === typed.replace(/^@/, '').toLowerCase())
    if (byUsername.length > 0) return byUsername.map(({ uri }) => uri)
    // This device knows whom it has met; the server knows everybody.
    const others = isLive ? await line.ask('people', typed).catch(none) : []
    return meantBy(typed, unlike([...known, ...others]), namesOfPerson).map(({ uri }) => uri)
  }
}

async function roomMeaning(isLive: boolean): Promise<Meaning<RoomUri>> {
  const { cache, line } = core()
  const known = await cache.rooms.filter(({ access }) => access === 'yes').toArray()
  return async (typed) => {
    const here = meantBy(typed, known, ({ name }) => [name])
    if (here.length > 0 || !isLive) return here.map(({ uri }) => uri)
    const { rooms } = await line.ask('find', typed).catch(() => ({ rooms: [] }))
    return meantBy(typed, rooms, ({ name }) => [name]).map(({ uri }) => uri)
  }
}

export function namesOfPerson({ uri, displayName }: Pick<Person, 'uri' | 'displayName'>): string[] {
  return [displayName, usernameOf(uri)]
}

function unlike<One extends { uri: string }>(people: readonly One[]): One[] {
  return [...new Map(people.map((person) => [person.uri, person])).values()]
}

/** Without an answer the search goes on with whom this device knows. */
function none(error: unknown): [] {
  if (isOffline(error)) return []
  throw error
}

/** Days begin at midnight where the person is. */
function daysOf({ after, before }: Query): { from?: number; to?: number } {
  return {
    ...(after === undefined ? {} : { from: midnightOf(after) }),
    ...(before === undefined ? {} : { to: midnightOf(before) }),
  }
}

function midnightOf(day: string): number {
  return new Date(`${day}T00:00:00`).getTime()
}
