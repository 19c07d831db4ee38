// A change of the archive by somebody who can write to its database and knows how the chain is made.

import { leafHash } from '#shared/archive/merkle.ts'
import { CHAIN_START } from '#shared/chain.ts'
import type { ArchiveDb } from '../../server/store/archive/open-archive.ts'
import { nextLink, sha256 } from '../../server/store/archive/tree.ts'

/** The words of one event, with all hashes that follow from them. */
export async function forge(db: ArchiveDb, number: number): Promise<void> {
  const rows = await db.selectFrom('events').selectAll().orderBy('number').execute()
  let tail = { size: 0, chain: CHAIN_START as Uint8Array }
  for (const row of rows) {
    const isForged = Number(row.number) === number
    const event = isForged ? (row.event ?? '').replace('words', 'lies') : row.event
    const hash = isForged ? leafHash(sha256, new TextEncoder().encode(event ?? '')) : row.hash
    tail = nextLink(tail, hash)
    await db
      .updateTable('events')
      .set({ event, hash, chain: tail.chain })
      .where('number', '=', Number(row.number))
      .execute()
  }
}
