// The room's chain as PROTOCOL.md describes it (P13.8), written a second time so that the server's own reading
// of the page is held against another.

import { createHash } from 'node:crypto'

export const CHAIN_START = Buffer.alloc(32)

export function link(before: Buffer, seq: number, hash: Buffer): Buffer {
  const place = Buffer.alloc(8)
  place.writeBigUInt64BE(BigInt(seq))
  return sha256(Buffer.concat([before, place, hash]))
}

export function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}
