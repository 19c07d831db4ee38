import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { uuidSchema } from '#shared/uri.ts'
import { uuidv7 } from '#shared/uuid.ts'

const anyTime = fc.integer({ min: 0, max: 2 ** 48 - 1 })
const tenBytes = fc.uint8Array({ minLength: 10, maxLength: 10 })

test('a UUIDv7 carries its time, version and variant', () => {
  const id = uuidv7(0x0192_5f3c_4d5e, new Uint8Array(10).fill(0xff))
  expect(id).toBe('01925f3c-4d5e-7fff-bfff-ffffffffffff')
  expect(uuidv7(0, new Uint8Array(10))).toBe('00000000-0000-7000-8000-000000000000')
})

test('every one is a UUID of version 7 to others', () => {
  fc.assert(
    fc.property(anyTime, tenBytes, (now, random) => {
      const id = uuidv7(now, random)
      expect(v.is(uuidSchema, id)).toBe(true)
      expect(id).toMatch(/^.{14}7.{4}[89ab]/)
    }),
  )
})

test('later ids sort after earlier ones, whatever the random part', () => {
  fc.assert(
    fc.property(anyTime, anyTime, tenBytes, tenBytes, (a, b, one, other) => {
      fc.pre(a < b)
      expect(uuidv7(a, one) < uuidv7(b, other)).toBe(true)
    }),
  )
})

test('ids of one millisecond differ', () => {
  const ids = Array.from({ length: 1000 }, () => uuidv7(1, randomBytes(10)))
  expect(new Set(ids).size).toBe(1000)
})
