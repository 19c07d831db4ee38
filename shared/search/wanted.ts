// What is looked for in a text, once the criteria are cut into words, and when a text has it. The server's index is
// built to find exactly the texts that `matches` says yes to; the browser asks `matches` itself.

import { stemOf } from './stem.ts'
import { type Word, wordsIn } from './words.ts'

export type Criteria = {
  criteria: string
  /** Every word and phrase must be there, else any. */
  matchAll?: boolean | undefined
  /** The criteria are one phrase. */
  matchExactPhrase?: boolean | undefined
  matchCase?: boolean | undefined
}
/** A word looked for finds its forms, words that begin so, and words of which it is a part. */
export type Term = { word: string; cased: string; stem: string }
export type Wanted = {
  terms: Term[]
  /** Words that stand one after the other, whole and as they are. */
  phrases: Term[][]
  all: boolean
  matchCase: boolean
  /** Nothing was asked of the text: any will do. Signs alone are something asked, and are in no text. */
  isAnything: boolean
}

export const PREFIX_CHARS = 2
const PART_CHARS = 3
/** In scripts that put no spaces between words, one sign may be a word. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u
const QUOTED = /["“”„«»]([^"“”„«»]*)["“”„«»]/g

export function wantedOf({ criteria, ...how }: Criteria): Wanted {
  const quoted = how.matchExactPhrase
    ? [criteria]
    : [...criteria.matchAll(QUOTED)].map((each) => each[1] ?? '')
  const phrases = quoted.map(termsIn).filter((phrase) => phrase.length > 0)
  return {
    terms: how.matchExactPhrase ? [] : termsIn(criteria.replaceAll(QUOTED, ' ')),
    phrases,
    all: how.matchAll ?? false,
    matchCase: how.matchCase ?? false,
    isAnything: criteria.trim() === '',
  }
}

function termsIn(text: string): Term[] {
  return wordsIn(text).map(({ word, cased }) => ({ word, cased, stem: stemOf(word) }))
}

/** Whether it is long enough to be looked for inside of words. */
export function isPart(word: string): boolean {
  return [...word].length >= PART_CHARS || UNSPACED.test(word)
}

export function isPrefix(word: string): boolean {
  return [...word].length >= PREFIX_CHARS || isPart(word)
}

export function matches(wanted: Wanted, text: string): boolean {
  const { terms, phrases, all } = wanted
  if (terms.length + phrases.length === 0) return wanted.isAnything
  const words = wordsIn(text)
  const hasTerm = (term: Term) => words.some((word) => fits(word, term, wanted.matchCase))
  const hasPhrase = (phrase: Term[]) =>
    words.some((_, at) => standsAt({ words, at }, phrase, wanted.matchCase))
  return all
    ? terms.every(hasTerm) && phrases.every(hasPhrase)
    : terms.some(hasTerm) || phrases.some(hasPhrase)
}

/** The words of a text for which it was found, in order. */
export function hitsIn({ terms, phrases, matchCase }: Wanted, text: string): Word[] {
  const words = wordsIn(text)
  const hits = new Set(words.filter((word) => terms.some((term) => fits(word, term, matchCase))))
  for (const phrase of phrases)
    for (const at of words.keys())
      if (standsAt({ words, at }, phrase, matchCase))
        for (const word of words.slice(at, at + phrase.length)) hits.add(word)
  return words.filter((word) => hits.has(word))
}

function fits({ word, cased }: Word, term: Term, matchCase: boolean): boolean {
  const [there, looked] = matchCase ? [cased, term.cased] : [word, term.word]
  if (there === looked || (isPrefix(term.word) && there.startsWith(looked))) return true
  if (isPart(term.word) && there.includes(looked)) return true
  return !matchCase && stemOf(word) === term.stem
}

function standsAt({ words, at }: { words: Word[]; at: number }, phrase: Term[], matchCase: boolean): boolean {
  return phrase.every((term, place) => {
    const there = words[at + place]
    return matchCase ? there?.cased === term.cased : there?.word === term.word
  })
}
