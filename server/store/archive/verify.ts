// Reads the whole archive and proves it: every event against its hash, every hash against the chain and the tree, every checkpoint
// against both and its signature. It says which event is wrong, and how, as far as can be told.

import { leafHash } from '#shared/archive/merkle.ts'
import { CHAIN_START } from '#shared/chain.ts'
import { type CheckpointRow, inNumbers } from './checkpoints.ts'
import { createGrowingTree, type StoredNodes, storedNodes } from './growing-tree.ts'
import { type LetGoNumbers, letGoNumbers } from './let-go.ts'
import type { ArchiveDb } from './open-archive.ts'
import type { EventRow } from './tables.ts'
import { type ArchiveTail, isEqual, nextLink, sha256 } from './tree.ts'

export type Finding =
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

const EVENTS_AT_ONCE = 1_000
const FINDINGS_MAX = 100

export async function verifyArchive(db: ArchiveDb, isSigned: Checking): Promise<ArchiveReport> {
  const signed = (await db.selectFrom('checkpoints').selectAll().orderBy('size').execute()).map(inNumbers)
  const walk = createWalk(signed, { isSigned, letGo: await letGoNumbers(db) })
  for (let after = 0; ; ) {
    const rows = await pageAfter(db, after)
    const last = Number(rows.at(-1)?.number ?? after)
    const nodes = await storedNodes(db, after, last)
    for (const row of rows) walk.pass({ ...row, number: Number(row.number) }, nodes)
    after = last
    if (rows.length < EVENTS_AT_ONCE) return walk.end()
  }
}

type Known = { isSigned: Checking; letGo: LetGoNumbers }

function createWalk(signed: CheckpointRow[], { isSigned, letGo }: Known) {
  const report: ArchiveReport = { events: 0, gone: 0, checkpoints: signed.length, findings: [] }
  const tree = createGrowingTree()
  const waiting = [...signed]
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
    end(): ArchiveReport {
      missUpTo(waiting.at(-1)?.size ?? 0)
      for (const checkpoint of waiting) holdAgainst(checkpoint)
      return report
    },
  }
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
