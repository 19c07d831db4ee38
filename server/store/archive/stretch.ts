// A stretch of the archive with all that shows it to be whole to somebody who has nothing else: what was hashed, every hash of chain and
// tree that it adds, and the checkpoints over it.

import { completedBy, coverBetween, type Node } from '#shared/archive/merkle.ts'
import { CHAIN_START } from '#shared/chain.ts'
import { type CheckpointRow, checkpointOver, inNumbers } from './checkpoints.ts'
import { storedNodes } from './growing-tree.ts'
import type { ArchiveDb } from './open-archive.ts'
import { hashesOf } from './tree.ts'

export type ProvenEvent = {
  number: number
  /** Null where retention has let it go. */
  event: string | null
  leaf: Uint8Array
  chain: Uint8Array
  /** The subtrees that become whole with it, the lowest first. */
  nodes: Uint8Array[]
}
export type StretchPart =
  | { is: 'event'; event: ProvenEvent }
  /** `after` are the largest subtrees from the last event up to what it is over. */
  | { is: 'checkpoint'; checkpoint: CheckpointRow; after: Uint8Array[] }
/** What comes before: the last value of the chain, and the whole subtrees, the largest first. */
export type StretchBegin = { chain: Uint8Array; peaks: Uint8Array[] }
type Stretch = { from: number; to: number }

const EVENTS_AT_ONCE = 500

export async function beginOf(db: ArchiveDb, from: number): Promise<StretchBegin> {
  const before = await db
    .selectFrom('events')
    .select('chain')
    .where('number', '=', from - 1)
    .executeTakeFirst()
  return { chain: before?.chain ?? CHAIN_START, peaks: await hashesOf(db, coverBetween(0, from - 1)) }
}

/** The last event is under a checkpoint. */
export async function* partsOf(db: ArchiveDb, { from, to }: Stretch): AsyncGenerator<StretchPart> {
  for (let after = from - 1; after < to; ) {
    const last = Math.min(to, after + EVENTS_AT_ONCE)
    const checkpoints = await checkpointsIn(db, after, last)
    for (const event of await provenEvents(db, after, last)) {
      yield { is: 'event', event }
      const checkpoint = checkpoints.get(event.number)
      if (checkpoint) yield { is: 'checkpoint', checkpoint, after: [] }
    }
    after = last
  }
  const checkpoint = await checkpointOver(db, to)
  if (!checkpoint || checkpoint.size === to) return
  yield {
    is: 'checkpoint',
    checkpoint,
    after: await hashesOf(db, coverBetween(to, checkpoint.size)),
  }
}

async function checkpointsIn(
  db: ArchiveDb,
  after: number,
  last: number,
): Promise<Map<number, CheckpointRow>> {
  const rows = await db
    .selectFrom('checkpoints')
    .selectAll()
    .where('size', '>', after)
    .where('size', '<=', last)
    .execute()
  return new Map(rows.map(inNumbers).map((row) => [row.size, row]))
}

async function provenEvents(db: ArchiveDb, after: number, last: number): Promise<ProvenEvent[]> {
  const nodes = await storedNodes(db, after, last)
  const rows = await db
    .selectFrom('events')
    .select(['number', 'event', 'hash', 'chain'])
    .where('number', '>', after)
    .where('number', '<=', last)
    .orderBy('number')
    .execute()
  return rows.map(({ hash, ...row }) => {
    const number = Number(row.number)
    return { ...row, number, leaf: hash, nodes: completedBy(number - 1).flatMap(within(nodes)) }
  })
}

const within =
  (stored: ReadonlyMap<string, Uint8Array>) =>
  ({ level, pos }: Node): Uint8Array[] => {
    const hash = stored.get(`${level}/${pos}`)
    return hash ? [hash] : []
  }
