// What an entry takes out of the search's index, in the transaction that stores it; what it adds waits.

import { boundOf, goneBy, isFound, takesWords } from '../amendment.ts'
import type { AppendItem } from '../append.ts'
import { LEXICON_DOUBT } from '../search/lexicon.ts'
import type { Connection } from './connection.ts'

/** The item stands at `seq`; `target` is the place of the post that it is about. */
type Place = { seq: number; target: number | null }

export function prepareIndexing(connection: Connection): (item: AppendItem, place: Place) => void {
  const statements = prepareStatements(connection)

  function remove(docs: unknown[], { keepsPlace }: { keepsPlace: boolean }): void {
    for (const { doc } of docs as { doc: number }[]) {
      statements.removeTerms.run(doc)
      if (!keepsPlace) statements.removeDoc.run(doc)
    }
  }

  return (item, { seq, target }) => {
    const { amends, roomId } = item
    if (isFound(item)) statements.due.run(roomId, seq)
    if (!amends || !takesWords(amends)) return
    statements.doubt.run(`${roomId} ${seq}`)
    if (amends.kind === 'purge')
      remove(statements.docsUpTo.all(roomId, boundOf(amends, seq)), { keepsPlace: false })
    else if (goneBy(amends) !== undefined)
      remove(statements.docsAt.all(roomId, target), { keepsPlace: amends.kind === 'replace' })
  }
}

function prepareStatements(connection: Connection) {
  const placed = 'from search_docs where room_id = ? and seq'
  return {
    due: connection.prepare('insert into search_due (room_id, seq) values (?, ?)'),
    doubt: connection.prepare(`insert into meta (key, value) values ('${LEXICON_DOUBT}', ?)
      on conflict (key) do update set value = excluded.value`),
    docsAt: connection.prepare(`select doc ${placed} = ?`),
    docsUpTo: connection.prepare(`select doc ${placed} <= ?`),
    removeTerms: connection.prepare('delete from search_terms where rowid = ?'),
    removeDoc: connection.prepare('delete from search_docs where doc = ?'),
  }
}
