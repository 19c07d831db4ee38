// base64url without padding (RFC 4648 §5), for keys, signatures and hashes on the wire.

import * as v from 'valibot'

export function toBase64url(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Throws on anything that is not base64url. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) throw new RangeError('not base64url')
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

/** The last character carries bits that no byte needs. They are zero, or one key would have four spellings. */
const LAST_CHARACTER = { 1: '[AQgw]', 2: '[AEIMQUYcgkosw048]' } as const

function base64urlOf(bytes: 32 | 64, what: string) {
  const chars = Math.ceil((bytes * 4) / 3)
  const last = LAST_CHARACTER[bytes === 32 ? 2 : 1]
  return v.pipe(
    v.string(),
    v.regex(new RegExp(`^[A-Za-z0-9_-]{${chars - 1}}${last}$`), `${what} is ${bytes} bytes in base64url.`),
  )
}

export const publicKeySchema = base64urlOf(32, 'An Ed25519 public key')
export const signatureSchema = base64urlOf(64, 'An Ed25519 signature')
export const hashSchema = base64urlOf(32, 'A SHA-256 hash')
