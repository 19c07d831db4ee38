// People and rooms in a text. A person is written `@name` by the name in their address, which never changes; a room `#Name`.
// So a post says the same in a mail, an archive or an old client, and what is drawn can be worked out from the text alone.

import { usernameOf } from '#shared/uri.ts'

export type KnownPerson = { uri: string; displayName: string }
export type KnownRoom = { uri: string; guid: string; name: string }
export type Known = { people: readonly KnownPerson[]; rooms: readonly KnownRoom[] }

export type Mention =
  | { mention: 'person'; uri: string; from: number; to: number }
  | { mention: 'everybody'; from: number; to: number }
  | { mention: 'room'; uri: string; from: number; to: number }

export const EVERYBODY = 'room'
const MENTIONS_MAX = 50
const AT = /(?<![\p{L}\p{N}@/._-])@([a-z0-9](?:[a-z0-9._-]*[a-z0-9_])?)/giu
const HASH = /(?<![\p{L}\p{N}#/&])#/gu
const WORD = /[\p{L}\p{N}]/u

/** Every place in the text that names somebody or a room, in order. */
export function placesOf(text: string, known: Known): Mention[] {
  return [...peopleIn(text, known), ...roomsIn(text, known)].sort((a, b) => a.from - b.from)
}

function peopleIn(text: string, { people }: Known): Mention[] {
  if (!text.includes('@')) return []
  const byName = new Map(people.map(({ uri }) => [usernameOf(uri), uri]))
  return [...text.matchAll(AT)].flatMap((found): Mention[] => {
    const name = (found[1] ?? '').toLowerCase()
    const place = { from: found.index, to: found.index + found[0].length }
    const uri = byName.get(name)
    if (name === EVERYBODY) return [{ mention: 'everybody', ...place }]
    return uri === undefined ? [] : [{ mention: 'person', uri, ...place }]
  })
}

function roomsIn(text: string, { rooms }: Known): Mention[] {
  if (!text.includes('#')) return []
  // "Harbour night" before "Harbour".
  const longestFirst = rooms.toSorted((a, b) => b.name.length - a.name.length)
  return [...text.matchAll(HASH)].flatMap((found): Mention[] => {
    const from = found.index
    const named = longestFirst.find(({ name }) => isNameAt(text, from + 1, name))
    return named ? [{ mention: 'room', uri: named.uri, from, to: from + 1 + named.name.length }] : []
  })
}

function isNameAt(text: string, at: number, name: string): boolean {
  return text.startsWith(name, at) && !WORD.test(text.charAt(at + name.length))
}

/** What a post names, as it goes into the post. */
export function mentionsIn(text: string, known: Known): string[] {
  const named = placesOf(text, known).map((place) => (place.mention === 'everybody' ? EVERYBODY : place.uri))
  return [...new Set(named)].slice(0, MENTIONS_MAX)
}

export function isMentioned(mentions: readonly string[] | undefined, me: string): boolean {
  return mentions?.some((each) => each === me || each === EVERYBODY) ?? false
}
