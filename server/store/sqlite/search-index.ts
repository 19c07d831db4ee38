// The index's part of appending, in the same transaction: what a post says is found from the commit on, what an edit
// replaces no more. Prepared statements; a post that says nothing costs none.

import { ofHas, type Terms, termsOf } from '#shared/search/index-terms.ts'
import { boundOf, goneBy, takesWords } from '../amendment.ts'
import type { AppendItem } from '../append.ts'
import { createKnownWords, LEXICON_DOUBT, lessonOf } from '../search/lexicon.ts'
import type { Connection } from './connection.ts'

export type SearchIndex = {
  /** The item stands at `seq`; `target` is the place of the post that it is about. */
  store(item: AppendItem, place: { seq: number; at: number; target: number | null }): void
  /** To be told of before a batch. */
  asOf(lexiconEpoch: number): void
  /** The words met since the last commit are there to stay. */
  committed(): void
  rolledBack(): void
}

export function prepareSearchIndex(connection: Connection): SearchIndex {
  const statements = prepareStatements(connection)
  const known = createKnownWords()
  let fresh: string[] = []

  function learn(words: string[]): void {
    const { rows, whole } = lessonOf(known, [words])
    for (const row of rows.words) statements.addWord.run(...row)
    for (const row of rows.parts) statements.addPart.run(...row)
    fresh.push(...whole)
    // Within a transaction too each word is looked at once; a rollback forgets them all.
    known.learn(whole)
  }

  function add(item: AppendItem, { seq, at }: { seq: number; at: number }): void {
    const terms = termsIn(item)
    if (!terms) return
    learn(terms.words)
    const alert = item.said?.has.includes('alert') ? 1 : 0
    const { lastInsertRowid } = statements.addDoc.run(item.roomId, seq, seq, at, alert)
    statements.addTerms.run(lastInsertRowid, textOf(terms))
  }

  function change(item: AppendItem, seq: number, target: number): void {
    const doc = statements.doc.get(item.roomId, target) as { doc: number; alert: number } | undefined
    const terms = termsIn(item)
    if (!doc || !terms) return
    learn(terms.words)
    if (doc.alert === 1) terms.marks.push(ofHas('alert'))
    statements.changeDoc.run(seq, doc.doc)
    statements.changeTerms.run(textOf(terms), doc.doc)
  }

  function remove(docs: unknown[]): void {
    for (const { doc } of docs as { doc: number }[]) {
      statements.removeTerms.run(doc)
      statements.removeDoc.run(doc)
    }
  }

  return {
    asOf: known.asOf,
    store(item, { seq, at, target }) {
      const { amends, roomId } = item
      if (amends && takesWords(amends)) statements.doubt.run(`${roomId} ${seq}`)
      if (amends === undefined) add(item, { seq, at })
      else if (amends.kind === 'purge') remove(statements.docsUpTo.all(roomId, boundOf(amends, seq)))
      else if (target === null) return
      else if (amends.kind !== 'replace' && goneBy(amends) !== undefined)
        remove(statements.docsAt.all(roomId, target))
      else change(item, seq, target)
    },
    committed() {
      fresh = []
    },
    rolledBack() {
      if (fresh.length > 0) known.forget(fresh)
      fresh = []
    },
  }
}

function termsIn(item: AppendItem): Terms | undefined {
  return item.said === undefined || item.fleeting ? undefined : termsOf(item.said, item)
}

function textOf({ words, marks }: Terms): string {
  return [...words, ...marks].join(' ')
}

function prepareStatements(connection: Connection) {
  const placed = 'from search_docs where room_id = ? and seq'
  return {
    addWord: connection.prepare('insert or ignore into search_words (word, stem) values (?, ?)'),
    addPart: connection.prepare('insert or ignore into search_parts (part, word) values (?, ?)'),
    addDoc: connection.prepare(
      'insert into search_docs (room_id, seq, shown, ts, alert) values (?, ?, ?, ?, ?)',
    ),
    addTerms: connection.prepare('insert into search_terms (rowid, terms) values (?, ?)'),
    doubt: connection.prepare(`insert into meta (key, value) values ('${LEXICON_DOUBT}', ?)
      on conflict (key) do update set value = excluded.value`),
    doc: connection.prepare(`select doc, alert ${placed} = ?`),
    changeDoc: connection.prepare('update search_docs set shown = ? where doc = ?'),
    changeTerms: connection.prepare('update search_terms set terms = ? where rowid = ?'),
    docsAt: connection.prepare(`select doc ${placed} = ?`),
    docsUpTo: connection.prepare(`select doc ${placed} <= ?`),
    removeTerms: connection.prepare('delete from search_terms where rowid = ?'),
    removeDoc: connection.prepare('delete from search_docs where doc = ?'),
  }
}
