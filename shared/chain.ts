// The room's chain: chain = SHA-256(previous chain ‖ seq as 8 bytes, big-endian ‖ hash of the post).
// It is stored with each entry, so a text can be removed and the chain still be followed.

export const CHAIN_START = new Uint8Array(32)

/** The bytes whose SHA-256 is the chain value at `seq`. */
export function chainBytes(previous: Uint8Array, seq: number, hash: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(72)
  bytes.set(previous, 0)
  new DataView(bytes.buffer).setBigUint64(32, BigInt(seq))
  bytes.set(hash, 40)
  return bytes
}
