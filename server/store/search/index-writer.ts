// What is put into the index, and what each database has its own words for.

import type { Terms } from '#shared/search/index-terms.ts'
import type { LexiconRows } from './lexicon.ts'

export type Doc = { roomId: number; seq: number; shown: number; ts: number; alert: 0 | 1; terms: Terms }

/** What each database has its own words for. */
export type IndexWriter = {
  /** Those of the words of which not all parts are known. */
  unknown(words: string[]): Promise<string[]>
  learn(rows: LexiconRows): Promise<void>
  /** The first of each place, or in the place of the one that is there. */
  put(docs: Doc[], rewritten: Doc[]): Promise<void>
  /** These wait no more. */
  noteDone(ids: number[]): Promise<void>
}
