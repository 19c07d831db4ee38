// What is being named at the caret, and what it could be: a person after @, a room after #, an emoji after a colon.
// Everything comes from what this device knows, so it works without network, and in the wrong keyboard layout too.

import { usernameOf } from '#shared/uri.ts'
import { fitOf } from './fuzzy.ts'
import type { IconName } from './icon-paths.ts'
import { EVERYBODY, type Known } from './mentions.ts'

export type Asked = { sign: '@' | '#' | ':'; query: string; from: number; to: number }

export type Completable = {
  key: string
  /** What goes into the text. */
  text: string
  name: string
  aside: string
  look: 'person' | 'everybody' | 'room' | 'emoji' | 'word'
  uri?: string
  icon?: IconName
}

const BEFORE_CARET = /(?:^|[\s([{«"'])([@#:])([^\s@#:]{0,32})$/u
const SHOWN_MAX = 8
const EMOJI_LETTERS_MIN = 2
const LOOKED_BACK_CHARS = 40

export function askedAt(text: string, caret: number): Asked | undefined {
  const found = BEFORE_CARET.exec(text.slice(Math.max(0, caret - LOOKED_BACK_CHARS), caret))
  const sign = found?.[1]
  const query = found?.[2] ?? ''
  if (sign !== '@' && sign !== '#' && sign !== ':') return undefined
  if (sign === ':' && query.length < EMOJI_LETTERS_MIN) return undefined
  return { sign, query, from: caret - query.length - 1, to: caret }
}

type Fitting = Completable & { fit: number }

export function completionsOf({ sign, query }: Asked, known: Known, everybody: string): Completable[] {
  const fitting = sign === '@' ? people(query, known, everybody) : sign === '#' ? rooms(query, known) : []
  return fitting
    .toSorted((a, b) => b.fit - a.fit)
    .slice(0, SHOWN_MAX)
    .map(({ fit: _, ...completion }) => completion)
}

function people(query: string, known: Known, everybody: string): Fitting[] {
  const found = known.people.flatMap(({ uri, displayName }): Fitting[] => {
    const username = usernameOf(uri)
    const fit = bestOf(fitOf(query, displayName), fitOf(query, username))
    if (fit === undefined) return []
    const shown = { text: `@${username}`, name: displayName, aside: `@${username}` }
    return [{ key: uri, uri, look: 'person', fit, ...shown }]
  })
  const fit = bestOf(fitOf(query, EVERYBODY), fitOf(query, everybody))
  if (fit === undefined) return found
  const shown = { text: `@${EVERYBODY}`, name: `@${EVERYBODY}`, aside: everybody }
  // Calling everybody is rarely what is meant; among equals it comes last.
  return [...found, { key: EVERYBODY, look: 'everybody', fit: fit - 0.25, ...shown }]
}

function rooms(query: string, known: Known): Fitting[] {
  return known.rooms.flatMap(({ uri, name }): Fitting[] => {
    const fit = fitOf(query, name)
    return fit === undefined ? [] : [{ key: uri, uri, look: 'room', fit, text: `#${name}`, name, aside: '' }]
  })
}

function bestOf(...fits: (number | undefined)[]): number | undefined {
  const known = fits.filter((fit) => fit !== undefined)
  return known.length === 0 ? undefined : Math.max(...known)
}

/** The text with what was chosen in place of what was asked, one space after it, and the caret there. */
export function completed(
  text: string,
  { from, to }: { from: number; to: number },
  chosen: string,
): { text: string; caret: number } {
  const after = text.slice(to)
  const space = after.startsWith(' ') ? '' : ' '
  const caret = from + chosen.length + 1
  return { text: `${text.slice(0, from)}${chosen}${space}${after}`, caret }
}
