// The three hashes of P22.5, after PROTOCOL.md alone: what checks the server's word must not lean on the server's code.

import { type Bytes, joined, utf8 } from './bytes.ts'

const LEAF = Uint8Array.of(0)
const BRANCH = Uint8Array.of(1)

async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

/** Of an event's text. */
export function leafOf(text: string): Promise<Bytes> {
  return sha256(joined(LEAF, utf8(text)))
}

export function branchOf(left: Bytes, right: Bytes): Promise<Bytes> {
  return sha256(joined(BRANCH, left, right))
}

/** Before the first event. */
export const CHAIN_BEGIN: Bytes = new Uint8Array(32)

export function linkOf(before: Bytes, number: number, leaf: Bytes): Promise<Bytes> {
  const place = new DataView(new ArrayBuffer(8))
  place.setBigUint64(0, BigInt(number))
  return sha256(joined(before, new Uint8Array(place.buffer), leaf))
}
