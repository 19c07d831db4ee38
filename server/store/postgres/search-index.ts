// The index's part of appending: statements that go with those that store, in the same transaction. What a batch adds is
// one statement, whatever its size; a batch of known words touches no lexicon.

import type { PoolClient } from 'pg'
import { type Terms, termsOf } from '#shared/search/index-terms.ts'
import { boundOf, goneBy, takesWords } from '../amendment.ts'
import type { AppendItem } from '../append.ts'
import { createKnownWords, type KnownWords, type LexiconRows, lessonOf } from '../search/lexicon.ts'
import {
  ADD_DOCS,
  ADD_PARTS,
  ADD_WORDS,
  CHANGE_DOCS,
  DOUBT_LEXICON,
  PURGE_DOCS,
  REMOVE_DOCS,
} from './search-statements.ts'

/** `target` is the place of the post that the item is about. */
export type Indexed = { item: AppendItem; seq: number; target: number | null }
export type SearchIndex = {
  /** To be told of before a batch is planned. */
  asOf(lexiconEpoch: number): void
  /** To be sent after what stores the entries. */
  plan(additions: readonly Indexed[], at: number): Planned
}
export type Planned = {
  statements(client: PoolClient): Promise<unknown>[]
  committed(): void
}
type Doc = { roomId: number; seq: number; terms: Terms; alert: 0 | 1 }

export function createSearchIndex(known: KnownWords = createKnownWords()): SearchIndex {
  return {
    asOf: known.asOf,
    plan(additions, at) {
      const docs = additions.flatMap(docOf)
      const changes = newestChanges(additions)
      const { rows, whole } = lessonOf(
        known,
        [...docs, ...changes].map(({ terms }) => terms.words),
      )
      return {
        statements: (client) =>
          [
            ...lexiconQueries(rows),
            query(ADD_DOCS, docs.length, docColumns(docs, at)),
            query(CHANGE_DOCS, changes.length, changeColumns(changes)),
            ...removals(additions),
          ].flatMap((each) => (each ? [client.query(each.text, each.values)] : [])),
        committed: () => known.learn(whole),
      }
    },
  }
}

type Query = { text: string; values: unknown[] }

function query(text: string, rows: number, values: unknown[][]): Query | undefined {
  return rows === 0 ? undefined : { text, values }
}

function lexiconQueries({ words: stems, parts }: LexiconRows): (Query | undefined)[] {
  return [
    query(ADD_WORDS, stems.length, [stems.map(([word]) => word), stems.map(([, stem]) => stem)]),
    query(ADD_PARTS, parts.length, [parts.map(([part]) => part), parts.map(([, word]) => word)]),
  ]
}

function termsIn({ said, fleeting, ...item }: AppendItem): Terms | undefined {
  return said === undefined || fleeting ? undefined : termsOf(said, item)
}

function docOf({ item, seq }: Indexed): Doc[] {
  const terms = item.amends === undefined ? termsIn(item) : undefined
  const alert = item.said?.has.includes('alert') ? 1 : 0
  return terms ? [{ roomId: item.roomId, seq, terms, alert }] : []
}

type Change = { roomId: number; target: number; shown: number; terms: Terms }

/** One statement changes a row once: of several edits in a batch it is told the last. */
function newestChanges(additions: readonly Indexed[]): Change[] {
  const changes = new Map<string, Change>()
  for (const { item, seq, target } of additions) {
    const isReworded = item.amends?.kind === 'edit' || item.amends?.kind === 'replace'
    const terms = isReworded ? termsIn(item) : undefined
    if (!terms || target === null) continue
    changes.set(`${item.roomId} ${target}`, { roomId: item.roomId, target, shown: seq, terms })
  }
  return [...changes.values()]
}

function removals(additions: readonly Indexed[]): (Query | undefined)[] {
  const gone: [number, number][] = []
  const purged: [number, number][] = []
  let doubt: string | undefined
  for (const { item, seq, target } of additions) {
    if (item.amends && takesWords(item.amends)) doubt = `${item.roomId} ${seq}`
    if (item.amends?.kind === 'purge') purged.push([item.roomId, boundOf(item.amends, seq)])
    else if (item.amends && item.amends.kind !== 'replace' && target !== null && goneBy(item.amends))
      gone.push([item.roomId, target])
  }
  return [
    query(REMOVE_DOCS, gone.length, [gone.map(([room]) => room), gone.map(([, seq]) => seq)]),
    query(PURGE_DOCS, purged.length, [purged.map(([room]) => room), purged.map(([, seq]) => seq)]),
    doubt === undefined ? undefined : { text: DOUBT_LEXICON, values: [doubt] },
  ]
}

const textOf = ({ words, marks }: Terms) => [...words, ...marks].join(' ')

function docColumns(docs: readonly Doc[], at: number): unknown[][] {
  return [
    docs.map(({ roomId }) => roomId),
    docs.map(({ seq }) => seq),
    docs.map(() => at),
    docs.map(({ alert }) => alert),
    docs.map(({ terms }) => textOf(terms)),
  ]
}

function changeColumns(changes: readonly Change[]): unknown[][] {
  return [
    changes.map(({ roomId }) => roomId),
    changes.map(({ target }) => target),
    changes.map(({ shown }) => shown),
    changes.map(({ terms }) => textOf(terms)),
  ]
}
