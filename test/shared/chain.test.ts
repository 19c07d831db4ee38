import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { CHAIN_START, chainBytes } from '#shared/chain.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const link = (previous: Uint8Array, seq: number, text: string) =>
  sha256(chainBytes(previous, seq, sha256(Buffer.from(text))))

test('a link is 32 bytes before, 8 bytes of seq, most important first, and 32 bytes of hash', () => {
  const bytes = chainBytes(new Uint8Array(32).fill(1), 0x0102_0304_0506, new Uint8Array(32).fill(2))
  expect(Buffer.from(bytes).toString('hex')).toBe(`${'01'.repeat(32)}0000010203040506${'02'.repeat(32)}`)
})

test('it begins with 32 zero bytes', () => {
  expect(CHAIN_START).toEqual(new Uint8Array(32))
})

test('a changed text, a changed place and a changed past all show', () => {
  const honest = link(link(CHAIN_START, 1, 'one'), 2, 'two')
  expect(link(link(CHAIN_START, 1, 'one'), 2, 'two')).toEqual(honest)
  expect(link(link(CHAIN_START, 1, 'one'), 2, 'TWO')).not.toEqual(honest)
  expect(link(link(CHAIN_START, 1, 'one'), 3, 'two')).not.toEqual(honest)
  expect(link(link(CHAIN_START, 1, 'ONE'), 2, 'two')).not.toEqual(honest)
})
