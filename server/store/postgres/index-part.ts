// What a batch takes out of the search's index, in the same transaction; what it adds waits.

import type { PoolClient } from 'pg'
import { boundOf, takesWords } from '../amendment.ts'
import type { AppendItem } from '../append.ts'
import { DOUBT_LEXICON, EMPTY_DOCS, PURGE_DOCS, REMOVE_DOCS } from './search-statements.ts'

/** `target` is the place of the post that the item is about. */
type Placed = { item: AppendItem; seq: number; target: number | null }

/** To be sent after what stores the entries. */
export function removeFromIndex(client: PoolClient, additions: readonly Placed[]): Promise<unknown>[] {
  const gone: [number, number][] = []
  const replaced: [number, number][] = []
  const purged: [number, number][] = []
  let doubt: string | undefined
  for (const { item, seq, target } of additions) {
    const { amends, roomId } = item
    if (!amends || !takesWords(amends)) continue
    doubt = `${roomId} ${seq}`
    if (amends.kind === 'purge') purged.push([roomId, boundOf(amends, seq)])
    else if (target !== null) (amends.kind === 'replace' ? replaced : gone).push([roomId, target])
  }
  return [
    ...(gone.length > 0 ? [client.query(REMOVE_DOCS, columnsOf(gone))] : []),
    ...(replaced.length > 0 ? [client.query(EMPTY_DOCS, columnsOf(replaced))] : []),
    ...(purged.length > 0 ? [client.query(PURGE_DOCS, columnsOf(purged))] : []),
    ...(doubt === undefined ? [] : [client.query(DOUBT_LEXICON, [doubt])]),
  ]
}

function columnsOf(places: readonly [number, number][]): number[][] {
  return [places.map(([room]) => room), places.map(([, seq]) => seq)]
}
