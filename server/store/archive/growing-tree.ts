// The tree, built again leaf by leaf beside the one that is stored, in the memory of one path.

import { branchHash, completedBy, joinCover } from '#shared/archive/merkle.ts'
import type { ArchiveDb } from './open-archive.ts'
import { isEqual, sha256 } from './tree.ts'

/** Hashes by level and place. */
export type StoredNodes = ReadonlyMap<string, Uint8Array>

export type GrowingTree = {
  /** @returns the numbers of the events under the lowest subtree that is not what is stored */
  add(leaf: number, hash: Uint8Array, stored: StoredNodes): { number: number; to: number } | undefined
  root(): Uint8Array
}

export function createGrowingTree(): GrowingTree {
  /** Of the whole subtrees over what was added, largest first. */
  const cover: Uint8Array[] = []
  return {
    add(leaf, hash, stored) {
      let wrong: { number: number; to: number } | undefined
      cover.push(hash)
      for (const { level, pos } of completedBy(leaf).slice(1)) {
        const [left, right] = cover.splice(-2)
        // Where a leaf is missing there is no tree to compare with.
        if (!left || !right) return wrong
        const made = branchHash(sha256, left, right)
        const kept = stored.get(keyOf(level, pos)) ?? made
        if (!isEqual(made, stored.get(keyOf(level, pos)) ?? new Uint8Array()))
          wrong ??= { number: pos * 2 ** level + 1, to: (pos + 1) * 2 ** level }
        cover.push(kept)
      }
      return wrong
    },
    root: () => joinCover(sha256, cover),
  }
}

const keyOf = (level: number, pos: number) => `${level}/${pos}`

/** The nodes that become whole with the leaves behind `from`, up to `to`. */
export async function storedNodes(db: ArchiveDb, from: number, to: number): Promise<StoredNodes> {
  const nodes = new Map<string, Uint8Array>()
  for (let level = 1; 2 ** level <= to; level += 1) {
    const rows = await db
      .selectFrom('nodes')
      .select(['pos', 'hash'])
      .where('level', '=', level)
      .where('pos', '>=', Math.floor(from / 2 ** level))
      .where('pos', '<', Math.floor(to / 2 ** level))
      .execute()
    for (const { pos, hash } of rows) nodes.set(keyOf(level, Number(pos)), hash)
  }
  return nodes
}
