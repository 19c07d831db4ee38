// The tree, against RFC 9162's own definition written as plainly as it can be.

import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  branchHash,
  completedBy,
  coverOf,
  joinCover,
  leafHash,
  type Node,
  pathCovers,
  rootFromPath,
} from '#shared/archive/merkle.ts'

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
const leaf = (at: number) => leafHash(sha256, new TextEncoder().encode(`act ${at}`))

/** MTH of section 2.1.1. */
function plainRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves
  if (first === undefined) return sha256(new Uint8Array())
  if (leaves.length === 1) return first
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return branchHash(sha256, plainRoot(leaves.slice(0, k)), plainRoot(leaves.slice(k)))
}

/** What an archive keeps of its tree. */
function treeOf(size: number): (node: Node) => Uint8Array {
  const nodes = new Map<string, Uint8Array>()
  const read = ({ level, pos }: Node) => {
    const found = nodes.get(`${level}/${pos}`)
    if (!found) throw new Error(`${level}/${pos} is not kept`)
    return found
  }
  for (let at = 0; at < size; at += 1)
    for (const node of completedBy(at)) {
      const below = { level: node.level - 1, pos: node.pos * 2 }
      const made =
        node.level === 0 ? leaf(at) : branchHash(sha256, read(below), read({ ...below, pos: below.pos + 1 }))
      nodes.set(`${node.level}/${node.pos}`, made)
    }
  return read
}

const sizes = fc.integer({ min: 1, max: 300 })

test('the root of every size is that of the definition', () => {
  for (const size of [0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 100, 255, 256, 257]) {
    const read = treeOf(size)
    const leaves = Array.from({ length: size }, (_, at) => leaf(at))
    expect(joinCover(sha256, coverOf(0, size).map(read)), `${size} leaves`).toEqual(plainRoot(leaves))
  }
})

test('the known answer for three leaves of RFC 6962 implementations: empty, 00, 10', () => {
  const leaves = ['', '00', '10'].map((hex) => leafHash(sha256, Buffer.from(hex, 'hex')))
  expect(Buffer.from(plainRoot(leaves)).toString('hex')).toBe(
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  )
})

test('every leaf is shown to be under the root, and no other leaf is', () => {
  fc.assert(
    fc.property(sizes, fc.nat(), (size, any) => {
      const at = any % size
      const read = treeOf(size)
      const root = joinCover(sha256, coverOf(0, size).map(read))
      const path = pathCovers(at, size).map((cover) => joinCover(sha256, cover.map(read)))
      const place = { leaf: at, size }
      expect(rootFromPath(sha256, place, { leafHash: leaf(at), path })).toEqual(root)
      expect(rootFromPath(sha256, place, { leafHash: leaf(size), path })).not.toEqual(root)
      if (size > 1)
        expect(rootFromPath(sha256, place, { leafHash: leaf(at), path: path.slice(1) })).toBeUndefined()
    }),
    { numRuns: 60 },
  )
})
