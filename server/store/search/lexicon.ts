// What the lexicon holds of a word: its stem, and every part of it that can be looked for, as beginnings of what is left
// of the word from each of its letters on. A part is then found by one range of an index.

import { stemOf } from '#shared/search/stem.ts'
import { isPart } from '#shared/search/wanted.ts'

export type LexiconRows = {
  /** `parted`: with all of its parts. */
  words: [word: string, stem: string, parted: 0 | 1][]
  parts: [part: string, word: string][]
}

/**
 * Of one post so many new words get their parts, or a long post of letters at random would hold the only writer for a second. The
 * others are found by their beginnings and forms, and by their parts once they are said again.
 */
export const NEW_PARTED_PER_POST = 400

/** In `meta`: the last removal of a text since the lexicon was looked through. */
export const LEXICON_DOUBT = 'lexicon_doubt'

/** What is to be added for posts with these words, each post a list; `isNew` knows the words that have no parts yet. */
export function lessonOf(
  posts: readonly (readonly string[])[],
  isNew: (word: string) => boolean,
): LexiconRows {
  const fresh = posts.map((words) => words.filter(isNew))
  const parted = new Set(fresh.flatMap((words) => words.slice(0, NEW_PARTED_PER_POST)))
  const rows: LexiconRows = { words: [], parts: [] }
  for (const word of new Set(fresh.flat())) {
    rows.words.push([word, stemOf(word), parted.has(word) ? 1 : 0])
    if (parted.has(word)) for (const part of partsOf(word)) rows.parts.push([part, word])
  }
  return rows
}

export function partsOf(word: string): string[] {
  const letters = [...word]
  return letters.slice(1).flatMap((_, at) => {
    const part = letters.slice(at + 1).join('')
    return isPart(part) ? [part] : []
  })
}
