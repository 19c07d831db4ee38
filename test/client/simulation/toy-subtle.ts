// Signatures for the simulation: as long as real ones, checked as real ones are, and made in the scheduler's time.

import { createHash } from 'node:crypto'
import { toBase64url } from '#shared/bytes.ts'
import { signingBytes } from '#shared/post.ts'
import type { Events, Life } from './events.ts'

export function sealOf(signed: string): string {
  return toBase64url(sumOf(signingBytes(signed)))
}

function sumOf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha512').update(bytes).digest())
}

export function toySubtle(events: Events, life: Life): SubtleCrypto {
  const later = <T>(make: () => T): Promise<T> =>
    new Promise((resolve) => {
      events.after(events.between(0, 3), () => resolve(make()), life)
    })
  const subtle = {
    generateKey: () => later(() => ({ publicKey: { name: 'public' }, privateKey: { name: 'private' } })),
    exportKey: () => later(() => new Uint8Array(32).buffer),
    sign: (_name: string, _key: unknown, bytes: Uint8Array) => later(() => sumOf(bytes).buffer),
  }
  return subtle as unknown as SubtleCrypto
}
