// Reads the whole archive and proves it: every event against its hash, every hash against the chain and the tree, every checkpoint
// against both and its signature. It says which event is wrong, and how, as far as can be told.

import { leafHash } from '#shared/archive/merkle.ts'
import { CHAIN_START } from '#shared/chain.ts'
import { type CheckpointRow, inNumbers } from './checkpoints.ts'
import { createGrowingTree, type StoredNodes, storedNodes } from './growing-tree.ts'
import { type LetGoNumbers, letGoNumbers } from './let-go.ts'
import type { ArchiveDb } from './open-archive.ts'
import type { EventRow } from './tables.ts'
import { heldAgainstKeeping, type KeepingFinding } from './told-keeping.ts'
import { type ArchiveTail, isEqual, nextLink, sha256 } from './tree.ts'

export type Finding =
  | KeepingFinding
  /** Its text is not the one that was archived, or what it is searched by is not what the text tells. */
  | { what: 'changed'; number: number }
  | { what: 'missing'; number: number }
  /** Its text is gone, and no event says that retention let go of it. */
  | { what: 'emptied'; number: number }
  /** It says another number than that under which it stands. */
  | { what: 'misplaced'; number: number }
  /** It does not follow on the one before it. */
  | { what: 'not in the chain'; number: number }
  /** One of these is not what the tree was made of. */
  | { what: 'not in the tree'; number: number; to: number }
  /** The pool signed something else about the first `size` events. */
  | { what: 'not what was signed'; size: number }
  | { what: 'not signed by the pool'; size: number }
  /** Somebody has it, and it is not among those that are here. */
  | { what: 'gone from the archive'; size: number }

export type ArchiveReport = {
  events: number
  /** Of how many the text was let go by retention; their hashes are proven. */
  gone: number
  checkpoints: number
  /** No more than a hundred. */
  findings: Finding[]
}

/** @returns whether the pool signed it */
export type Checking = (checkpoint: CheckpointRow) => boolean
/** `kept` are checkpoints that somebody has beside the archive: a cut-off end takes along what stands in it. */
export type Verifying = { isSigned: Checking; kept?: readonly CheckpointRow[] }

const EVENTS_AT_ONCE = 1_000
const FINDINGS_MAX = 100

export async function verifyArchive(
  db: ArchiveDb,
  { isSigned, kept = [] }: Verifying,
): Promise<ArchiveReport> {
  const own = (await db.selectFrom('checkpoints').selectAll().orderBy('size').execute()).map(inNumbers)
  const known = { own, kept, lastKnown: await lastKnown(db) }
  const walk = createWalk(known, { isSigned, letGo: await letGoNumbers(db) })
  for (let after = 0; ; ) {
    const rows = await pageAfter(db, after)
    const last = Number(rows.at(-1)?.number ?? after)
    const nodes = await storedNodes(db, after, last)
    for (const row of rows) walk.pass({ ...row, number: Number(row.number) }, nodes)
    after = last
    if (rows.length < EVENTS_AT_ONCE) return walk.end(await heldAgainstKeeping(db))
  }
}

type Known = { own: readonly CheckpointRow[]; kept: readonly CheckpointRow[]; lastKnown: number }
type Means = { isSigned: Checking; letGo: LetGoNumbers }

function createWalk({ own, kept, lastKnown }: Known, { isSigned, letGo }: Means) {
  const report: ArchiveReport = { events: 0, gone: 0, checkpoints: own.length, findings: [] }
  const tree = createGrowingTree()
  const lost = kept.filter((each) => !own.some((one) => isSameCheckpoint(one, each)))
  const waiting = [...own, ...lost].sort((one, other) => one.size - other.size)
  let tail: ArchiveTail = { size: 0, chain: CHAIN_START }

  function find(finding: Finding): void {
    if (report.findings.length < FINDINGS_MAX) report.findings.push(finding)
  }

  function missUpTo(last: number): void {
    for (let number = tail.size + 1; number <= last && report.findings.length < FINDINGS_MAX; number += 1)
      find({ what: 'missing', number })
  }

  function holdAgainst(checkpoint: CheckpointRow): void {
    const { size, chain, root } = checkpoint
    const fits = size === tail.size && isEqual(tail.chain, chain) && isEqual(tree.root(), root)
    if (!fits) find({ what: 'not what was signed', size })
    if (!isSigned(checkpoint)) find({ what: 'not signed by the pool', size })
  }

  return {
    pass(row: EventRow, nodes: StoredNodes): void {
      const { number, hash, chain } = row
      missUpTo(number - 1)
      const link = nextLink({ size: number - 1, chain: tail.chain }, hash)
      const wrong = wrongWith(row, letGo) ?? (isEqual(link.chain, chain) ? undefined : 'not in the chain')
      if (wrong) find({ what: wrong, number })
      const misgrown = tree.add(number - 1, hash, nodes)
      if (misgrown && !wrong) find({ what: 'not in the tree', ...misgrown })
      report.events += 1
      if (row.event === null) report.gone += 1
      // What follows is held against what stands here, or one wrong link would make all that follow look wrong.
      tail = { size: number, chain }
      while (waiting[0] && waiting[0].size <= number) holdAgainst(waiting.shift() as CheckpointRow)
    },
    end(further: readonly Finding[]): ArchiveReport {
      missUpTo(Math.max(lastKnown, waiting.at(-1)?.size ?? 0))
      for (const checkpoint of waiting) holdAgainst(checkpoint)
      for (const { size } of lost) find({ what: 'gone from the archive', size })
      for (const finding of further) find(finding)
      return report
    },
  }
}

function isSameCheckpoint(one: CheckpointRow, other: CheckpointRow): boolean {
  return one.size === other.size && one.sig === other.sig
}

/** What else here speaks of events says how many there were. */
async function lastKnown(db: ArchiveDb): Promise<number> {
  const pair = await db
    .selectFrom('nodes')
    .select((eb) => eb.fn.max('pos').as('last'))
    .where('level', '=', 1)
    .executeTakeFirst()
  const taken = await db
    .selectFrom('adapters')
    .select((eb) => eb.fn.max('taken').as('last'))
    .executeTakeFirst()
  const paired = 2 * (Number(pair?.last ?? -1) + 1)
  return Math.max(paired, Number(taken?.last ?? 0))
}

function pageAfter(db: ArchiveDb, number: number): Promise<EventRow[]> {
  return db
    .selectFrom('events')
    .selectAll()
    .where('number', '>', number)
    .orderBy('number')
    .limit(EVENTS_AT_ONCE)
    .execute()
}

type Told = { number: number; at: number; kind: string; post: string | null } & {
  room: { uri: string } | null
  person: { uri: string }
}

function wrongWith(
  { event, hash, ...row }: EventRow,
  letGo: LetGoNumbers,
): 'changed' | 'misplaced' | 'emptied' | undefined {
  if (event === null) return letGo.has(row.number) ? undefined : 'emptied'
  if (!isEqual(leafHash(sha256, new TextEncoder().encode(event)), hash)) return 'changed'
  const told = JSON.parse(event) as Told
  if (told.number !== row.number) return 'misplaced'
  const isSame =
    told.at === Number(row.at) &&
    told.kind === row.kind &&
    told.post === row.post &&
    told.person.uri === row.person &&
    (told.room?.uri ?? null) === row.room
  return isSame ? undefined : 'changed'
}
