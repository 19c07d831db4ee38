// Keeping the tree and the chain over all events, a batch at a time.

import { hash as hashOf } from 'node:crypto'
import type { Kysely } from 'kysely'
import {
  branchHash,
  completedBy,
  coverOf,
  type Hash,
  joinCover,
  type Node,
  pathCovers,
} from '#shared/archive/merkle.ts'
import { CHAIN_START, chainBytes } from '#shared/chain.ts'
import type { ArchiveTables } from './tables.ts'

export const sha256: Hash = (bytes) => new Uint8Array(hashOf('sha256', bytes, 'buffer'))

/** How many events there are, and the last value of their chain. */
export type ArchiveTail = { size: number; chain: Uint8Array }

export async function readTail(db: Kysely<ArchiveTables>): Promise<ArchiveTail> {
  const last = await db
    .selectFrom('events')
    .select(['number', 'chain'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last ? { size: Number(last.number), chain: last.chain } : { size: 0, chain: CHAIN_START }
}

export function nextLink(tail: ArchiveTail, hash: Uint8Array): ArchiveTail {
  const size = tail.size + 1
  return { size, chain: sha256(chainBytes(tail.chain, size, hash)) }
}

/** Adds the subtrees that become whole with these leaves, which follow on `before`. */
export async function growTree(
  db: Kysely<ArchiveTables>,
  before: number,
  leaves: readonly Uint8Array[],
): Promise<void> {
  const made = new Map<string, Uint8Array>()
  const find = async (node: Node) => made.get(keyOf(node)) ?? (await readNode(db, node))
  for (const [at, leaf] of leaves.entries())
    for (const node of completedBy(before + at))
      made.set(keyOf(node), node.level === 0 ? leaf : await join(node, find))
  const rows = [...made].flatMap(([key, hash]) => {
    const [level = 0, pos = 0] = key.split('/').map(Number)
    return level === 0 ? [] : [{ level, pos, hash }]
  })
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await db
      .insertInto('nodes')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute()
}

const ROWS_AT_ONCE = 500
const keyOf = ({ level, pos }: Node) => `${level}/${pos}`

async function join({ level, pos }: Node, find: (node: Node) => Promise<Uint8Array>): Promise<Uint8Array> {
  const left = { level: level - 1, pos: pos * 2 }
  return branchHash(sha256, await find(left), await find({ ...left, pos: left.pos + 1 }))
}

async function readNode(db: Kysely<ArchiveTables>, { level, pos }: Node): Promise<Uint8Array> {
  const found =
    level === 0
      ? await db
          .selectFrom('events')
          .select('hash')
          .where('number', '=', pos + 1)
          .executeTakeFirst()
      : await db
          .selectFrom('nodes')
          .select('hash')
          .where('level', '=', level)
          .where('pos', '=', pos)
          .executeTakeFirst()
  if (!found) throw new Error(`The archive's tree has no node ${level}/${pos}.`)
  return found.hash
}

export async function hashesOf(db: Kysely<ArchiveTables>, cover: readonly Node[]): Promise<Uint8Array[]> {
  const hashes: Uint8Array[] = []
  for (const node of cover) hashes.push(await readNode(db, node))
  return hashes
}

async function hashOfCover(db: Kysely<ArchiveTables>, cover: readonly Node[]): Promise<Uint8Array> {
  return joinCover(sha256, await hashesOf(db, cover))
}

/** The root over the first `size` events. */
export function rootAt(db: Kysely<ArchiveTables>, size: number): Promise<Uint8Array> {
  return hashOfCover(db, coverOf(0, size))
}

/** What shows that an event is among the first `size`. */
export async function inclusionPath(
  db: Kysely<ArchiveTables>,
  number: number,
  size: number,
): Promise<Uint8Array[]> {
  const path: Uint8Array[] = []
  for (const cover of pathCovers(number - 1, size)) path.push(await hashOfCover(db, cover))
  return path
}

export function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}
