// What the lexicon holds of a word: its stem, and every part of it that can be looked for, as beginnings of what is left
// of the word from each of its letters on. A part is then found by one range of an index.

import { stemOf } from '#shared/search/stem.ts'
import { isPart } from '#shared/search/wanted.ts'

export type LexiconRows = { words: [word: string, stem: string][]; parts: [part: string, word: string][] }
/** `whole` are the words of which all parts are in it. */
export type Lesson = { rows: LexiconRows; whole: string[] }

/**
 * Of one post so many new words get their parts, or a long post of letters at random would hold the only writer for a second. The
 * others are found by their beginnings and forms, and by their parts once they are said again.
 */
export const NEW_PARTED_PER_POST = 400

/** In `meta`: raised when words are let go of, and the last removal of a text since they were looked through. */
export const LEXICON_EPOCH = 'lexicon_epoch'
export const LEXICON_DOUBT = 'lexicon_doubt'

/** So many words are remembered as known, which is most of what people say. */
const WORDS_REMEMBERED = 100_000

/** What is to be added for posts with these words, each post a list. */
export function lessonOf(known: Pick<KnownWords, 'unknown'>, posts: readonly string[][]): Lesson {
  const fresh = posts.map((words) => known.unknown(words))
  const whole = new Set(fresh.flatMap((words) => words.slice(0, NEW_PARTED_PER_POST)))
  const rows: LexiconRows = { words: [], parts: [] }
  for (const word of new Set(fresh.flat())) {
    rows.words.push([word, stemOf(word)])
    if (whole.has(word)) for (const part of partsOf(word)) rows.parts.push([part, word])
  }
  return { rows, whole: [...whole] }
}

export function partsOf(word: string): string[] {
  const letters = [...word]
  return letters.slice(1).flatMap((_, at) => {
    const part = letters.slice(at + 1).join('')
    return isPart(part) ? [part] : []
  })
}

export type KnownWords = {
  /** Those that may be new to the database, each once. */
  unknown(words: Iterable<string>): string[]
  learn(words: readonly string[]): void
  /** Words may have been let go of since. */
  asOf(epoch: number): void
  /** Their transaction was rolled back. */
  forget(words: readonly string[]): void
}

export function createKnownWords(): KnownWords {
  let known = new Set<string>()
  let epochKnown = 0
  return {
    unknown: (words) => [...new Set(words)].filter((word) => !known.has(word)),
    learn(words) {
      if (known.size + words.length > WORDS_REMEMBERED) known = new Set()
      for (const word of words) known.add(word)
    },
    asOf(epoch) {
      if (epoch !== epochKnown) known = new Set()
      epochKnown = epoch
    },
    forget(words) {
      for (const word of words) known.delete(word)
    },
  }
}
