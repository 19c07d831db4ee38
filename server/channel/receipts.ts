// Receipts: the pool's signed word on where posts stand in a room's log, a run of neighbours in each.

import { toBase64url } from '#shared/bytes.ts'
import { CHAIN_START } from '#shared/chain.ts'
import { type PoolSigned, poolBytes } from '#shared/mesh/pool-signed.ts'
import { RECEIPT_ENTRIES_MAX, type Receipt } from '#shared/mesh/receipt.ts'
import { runsOf } from '#shared/runs.ts'
import type { RoomUri } from '#shared/uri.ts'
import type { Identity } from '../identity/identity.ts'
import type { Store } from '../store/store.ts'

/** A post that stands in the log. */
export type Standing = { seq: number; id: string; hash: string }

type Deps = { store: Pick<Store, 'chainsAt'>; identity: Pick<Identity, 'signWithPoolKey'> }

export async function makeReceipts(
  { store, identity }: Deps,
  room: { id: number; uri: RoomUri },
  standing: readonly Standing[],
): Promise<PoolSigned[]> {
  const bySeq = new Map(standing.map((each) => [each.seq, each]))
  const runs = runsOf([...bySeq.keys()]).flatMap(inPieces)
  const seqs = runs.flatMap(({ from, to }) => [from - 1, to]).filter((seq) => seq > 0)
  const chains = new Map(await store.chainsAt({ roomId: room.id, seqs: [...new Set(seqs)] }))
  const chainAt = (seq: number) => toBase64url(chains.get(seq) ?? CHAIN_START)
  return Promise.all(
    runs.map(async ({ from, to }) => {
      const entries = [...bySeq.values()]
        .filter(({ seq }) => from <= seq && seq <= to)
        .sort((one, other) => one.seq - other.seq)
        .map(({ seq, id, hash }): [number, string, string] => [seq, id, hash])
      const places = { prevChain: chainAt(from - 1), chain: chainAt(to) }
      const receipt: Receipt = { v: 1, room: room.uri, entries, ...places }
      const signed = JSON.stringify(receipt)
      return { signed, ...(await identity.signWithPoolKey(poolBytes('receipt', signed))) }
    }),
  )
}

function inPieces({ from, to }: { from: number; to: number }): { from: number; to: number }[] {
  const pieces = Math.ceil((to - from + 1) / RECEIPT_ENTRIES_MAX)
  return Array.from({ length: pieces }, (_, piece) => {
    const begin = from + piece * RECEIPT_ENTRIES_MAX
    return { from: begin, to: Math.min(to, begin + RECEIPT_ENTRIES_MAX - 1) }
  })
}
