// From words looked for to words that are there: a term becomes all the words it fits, by the lexicon.

import { sql } from 'kysely'
import { ofAuthor, ofHas, ofRoom } from '#shared/search/index-terms.ts'
import type { Has } from '#shared/search/said.ts'
import { isPart, isPrefix, type Term, type Wanted } from '#shared/search/wanted.ts'
import type { Db } from '../job.ts'

/** A part that fits more words is looked for in the shortest of them. */
export const WORDS_PER_TERM = 500
/** Of more rooms the index is not asked; their posts are picked out of what it finds. */
export const ROOMS_IN_INDEX = 64

/** Each group is a list of index terms of which a post has one; it must have one of every group. */
export type Groups = string[][]
export type Asked = {
  wanted: Wanted
  roomIds: number[]
  authors?: string[] | undefined
  has: Has[]
}

/** Undefined when nothing can be found. */
export async function groupsOf(
  db: Db,
  asked: Asked,
): Promise<{ groups: Groups; isCut: boolean } | undefined> {
  const { wanted, roomIds, authors, has } = asked
  const words = await wordGroups(db, wanted)
  if (!words) return undefined
  const marks = [
    ...(roomIds.length <= ROOMS_IN_INDEX ? [roomIds.map(ofRoom)] : []),
    ...(authors ? [authors.map(ofAuthor)] : []),
    ...has.map((each) => [ofHas(each)]),
  ]
  const groups = [...words.groups, ...marks]
  return groups.some((group) => group.length === 0) ? undefined : { groups, isCut: words.isCut }
}

async function wordGroups(db: Db, wanted: Wanted): Promise<{ groups: Groups; isCut: boolean } | undefined> {
  const { terms, phrases } = wanted
  // A phrase alone is asked for by all of its words.
  const all = wanted.all || terms.length + phrases.length === 1
  if (terms.length + phrases.length === 0) return wanted.isAnything ? { groups: [], isCut: false } : undefined
  const fitting: string[][] = []
  for (const term of terms) fitting.push(await wordsFor(db, term))
  const isCut = fitting.some((words) => words.length > WORDS_PER_TERM)
  const perTerm = fitting.map((words) => words.slice(0, WORDS_PER_TERM))
  if (all) return { groups: [...perTerm, ...phrases.flatMap(wordByWord)], isCut }
  // Of a phrase one word is enough to find what may hold it; the text itself is asked for the rest.
  const any = [...perTerm.flat(), ...phrases.flatMap(longest)]
  return any.length === 0 ? undefined : { groups: [[...new Set(any)]], isCut }
}

const wordByWord = (phrase: Term[]) => phrase.map(({ word }) => [word])

function longest(phrase: Term[]): string[] {
  return phrase
    .map(({ word }) => word)
    .sort((one, other) => other.length - one.length)
    .slice(0, 1)
}

async function wordsFor(db: Db, { word, stem }: Term): Promise<string[]> {
  const end = `${word}\u{10ffff}`
  const prefix = isPrefix(word)
    ? sql`union select word from search_words where word >= ${word} and word < ${end}`
    : sql``
  const part = isPart(word)
    ? sql`union select word from search_parts where part >= ${word} and part < ${end}`
    : sql``
  const { rows } = await sql<{ word: string }>`select word from (
      select word from search_words where word = ${word} or stem = ${stem} ${prefix} ${part}
    ) as fitting order by length(word), word limit ${sql.lit(WORDS_PER_TERM + 1)}`.execute(db)
  return rows.map((row) => row.word)
}
