// The words of a text as search knows them: folded runs of letters, marks and digits, each with its place in the text.
// Server and browser cut texts by this one function, or they would not find the same.

import { fold } from '../text.ts'

export type Word = {
  /** Folded; two that look alike to a reader are the same here. */
  word: string
  /** Normalised as `word` is, but with its capitals. */
  cased: string
  /** Where it stands in the text as written. */
  start: number
  end: number
}

/** A longer run, such as a key or a hash, is cut: the index holds every part of a word, and so must bound it. */
export const WORD_CHARS = 32

const RUN = /[\p{L}\p{M}\p{N}]+/gu
const PIECE = new RegExp(`[\\p{L}\\p{M}\\p{N}]{1,${WORD_CHARS}}`, 'gu')

export function wordsIn(text: string): Word[] {
  const words: Word[] = []
  for (const { 0: run, index: start } of text.matchAll(RUN)) {
    const end = start + run.length
    const cased = piecesOf(run.normalize('NFKC'))
    for (const [place, word] of piecesOf(fold(run)).entries())
      words.push({ word, cased: cased[place] ?? word, start, end })
  }
  return words
}

/** One sign may fold to several words, or to none. */
function piecesOf(run: string): string[] {
  return run.match(PIECE) ?? []
}

const ASCII = /^[\x20-\x7e\n]*$/
const PLAIN_PIECE = new RegExp(`[a-z0-9]{1,${WORD_CHARS}}`, 'g')

/** Each word of the text once, in order. Plain letters, in which most is said, need no folding one by one. */
export function distinctWords(text: string): string[] {
  const words = ASCII.test(text)
    ? (text.toLowerCase().match(PLAIN_PIECE) ?? [])
    : wordsIn(text).map(({ word }) => word)
  return [...new Set(words)]
}
