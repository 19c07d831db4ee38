// Finds rooms by a few typed letters, also when the keyboard was in the other layout: "щзы" finds "ops".

import { fold } from '#shared/text.ts'

const LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.".split('')
const CYRILLIC = 'ёйцукенгшщзхъфывапролджэячсмитьбю'.split('')
const SWITCHED = new Map([
  ...LATIN.map((key, place): [string, string] => [key, CYRILLIC[place] ?? key]),
  ...CYRILLIC.map((key, place): [string, string] => [key, LATIN[place] ?? key]),
])

/** The same keys, struck in the other layout. */
export function otherLayout(text: string): string {
  return Array.from(text.toLowerCase(), (key) => SWITCHED.get(key) ?? key).join('')
}

/** How well `name` fits; undefined when it does not. Larger is better. */
export function fitOf(query: string, name: string): number | undefined {
  const direct = fitAsTyped(fold(query.trim()), fold(name))
  if (direct !== undefined) return direct
  const other = fitAsTyped(fold(otherLayout(query.trim())), fold(name))
  return other === undefined ? undefined : other - 0.5
}

function fitAsTyped(query: string, name: string): number | undefined {
  if (query === '') return 0
  const at = name.indexOf(query)
  if (at === 0) return 100 - name.length / 100
  if (at > 0) return (isWordStart(name, at) ? 80 : 60) - name.length / 100
  return scattered(query, name)
}

function isWordStart(name: string, at: number): boolean {
  return !/[\p{L}\p{N}]/u.test(name.charAt(at - 1))
}

/** Letters in order with others between; starts of words and runs count more. */
function scattered(query: string, name: string): number | undefined {
  let score = 0
  let last = -1
  for (const letter of query.replaceAll(' ', '')) {
    const at = name.indexOf(letter, last + 1)
    if (at < 0) return undefined
    score += at === last + 1 ? 3 : isWordStart(name, at) ? 2 : 0
    last = at
  }
  return score - name.length / 100
}

/** The rooms that fit, best first; among equals the unread, then by name as they came. */
export function rank<Room extends { name: string; unread?: number }>(
  query: string,
  rooms: readonly Room[],
): Room[] {
  const fitting: { room: Room; score: number }[] = []
  for (const room of rooms) {
    const score = fitOf(query, room.name)
    if (score !== undefined) fitting.push({ room, score: score + ((room.unread ?? 0) > 0 ? 0.4 : 0) })
  }
  return fitting.sort((a, b) => b.score - a.score).map(({ room }) => room)
}
