// The end of a room's log: the next entry takes the next seq and is chained to the one before.

import { createHash } from 'node:crypto'
import { chainBytes } from '#shared/chain.ts'

export type Tail = { head: number; chain: Uint8Array }

export function hashOf(signed: string): Buffer {
  return createHash('sha256').update(signed).digest()
}

export function nextTail(tail: Tail, hash: Uint8Array): Tail {
  const head = tail.head + 1
  const chain = createHash('sha256')
    .update(chainBytes(tail.chain, head, hash))
    .digest()
  return { head, chain: new Uint8Array(chain) }
}
