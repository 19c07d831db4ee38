// Checks posts' signatures. Node runs an asynchronous verify in its thread pool, so the event loop goes on
// and the next batch is checked while the commit before it is in flight.

import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { fromBase64url } from '#shared/bytes.ts'
import { type SealedPost, signingBytes } from '#shared/post.ts'

const KEYS_KEPT = 10_000
const keys = new Map<string, KeyObject>()

function keyObject(publicKey: string): KeyObject {
  const known = keys.get(publicKey)
  if (known) return known
  if (keys.size >= KEYS_KEPT) keys.clear()
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
  keys.set(publicKey, key)
  return key
}

/** @param publicKey Ed25519, 32 bytes in base64url */
export function isSignatureGood(post: SealedPost, publicKey: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const signature = fromBase64url(post.sig)
    verify(null, signingBytes(post.signed), keyObject(publicKey), signature, (error, good) =>
      error ? reject(error) : resolve(good),
    )
  })
}
