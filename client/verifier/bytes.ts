// Bytes and their two written forms. Base64url is read strictly: a reader that lets unused bits pass lets a file be changed
// without being noticed.

export type Bytes = Uint8Array<ArrayBuffer>

const FORM = /^[A-Za-z0-9_-]*$/

export function utf8(text: string): Bytes {
  return new TextEncoder().encode(text)
}

export function joined(...parts: Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** @returns undefined unless it is just what `length` bytes are written as */
export function bytesOf(text: unknown, length: number): Bytes | undefined {
  if (typeof text !== 'string' || !FORM.test(text) || text.length !== Math.ceil((length * 4) / 3))
    return undefined
  const raw = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(raw, (character) => character.charCodeAt(0))
  return written(bytes) === text ? bytes : undefined
}

/** As base64url. */
export function written(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

export function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at])
}
