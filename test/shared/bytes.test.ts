import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { fromBase64url, hashSchema, publicKeySchema, signatureSchema, toBase64url } from '#shared/bytes.ts'

test('[P1.2] base64url is the one of Node, both ways', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const text = toBase64url(bytes)
      expect(text).toBe(Buffer.from(bytes).toString('base64url'))
      expect(fromBase64url(text)).toEqual(bytes)
    }),
  )
})

test('other alphabets, padding and spaces are refused', () => {
  expect(fromBase64url('_-8')).toEqual(Uint8Array.of(0xff, 0xef))
  for (const text of ['/+8', '_-8=', ' _-8', '_-8\n', 'é'])
    expect(() => fromBase64url(text)).toThrow(RangeError)
})

test.each([
  ['key', publicKeySchema, 32],
  ['signature', signatureSchema, 64],
  ['hash', hashSchema, 32],
])('a %s has its length, no more and no less', (_name, schema, bytes) => {
  expect(v.is(schema, toBase64url(new Uint8Array(bytes)))).toBe(true)
  for (const wrong of [bytes - 1, bytes + 1, 0]) {
    expect(v.is(schema, toBase64url(new Uint8Array(wrong)))).toBe(false)
  }
})

test.each([
  ['key', publicKeySchema, 32, 4],
  ['signature', signatureSchema, 64, 16],
  ['hash', hashSchema, 32, 4],
])('a %s has one spelling, though others would mean the same bytes', (_name, schema, bytes, count) => {
  const canonical = toBase64url(crypto.getRandomValues(new Uint8Array(bytes)))
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const spellings = [...alphabet]
    .map((last) => canonical.slice(0, -1) + last)
    .filter((text) => Buffer.from(text, 'base64url').equals(Buffer.from(canonical, 'base64url')))
  expect(spellings).toHaveLength(count)
  expect(spellings.filter((text) => v.is(schema, text))).toEqual([canonical])
})
