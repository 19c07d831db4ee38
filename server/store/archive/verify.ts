// Reads the whole archive and proves it: every event against its hash, every hash against the chain and the tree, every checkpoint
// against both and its signature. It says which event is wrong, and how, as far as can be told.

import { leafHash } from '#shared/archive/merkle.ts'
import { CHAIN_START } from '#shared/chain.ts'
import type { ArchiveDb } from './open-archive.ts'
import type { EventRow } from './tables.ts'
import { nextLink, rootAt, sha256 } from './tree.ts'

export type Finding =
  | { what: 'changed' | 'missing' | 'misplaced' | 'not in the chain'; number: number }
  | { what: 'the checkpoint does not fit' | 'the signature does not fit'; size: number }
export type ArchiveReport = { events: number; gone: number; checkpoints: number; findings: Finding[] }

/** @returns whether the pool signed these bytes */
export type Checking = (checkpoint: CheckpointRow) => boolean
export type CheckpointRow = { size: number; root: Uint8Array; chain: Uint8Array; at: number; kid: string; sig: string }

const EVENTS_AT_ONCE = 1_000
const FINDINGS_MAX = 100

export async function verifyArchive(db: ArchiveDb, isSigned: Checking): Promise<ArchiveReport> {
  const report: ArchiveReport = { events: 0, gone: 0, checkpoints: 0, findings: [] }
  const chains = await followChain(db, report)
  for (const row of await db.selectFrom('checkpoints').selectAll().orderBy('size').execute()) {
    report.checkpoints += 1
    const checkpoint = { ...row, size: Number(row.size), at: Number(row.at) }
    const { size } = checkpoint
    const chain = chains.get(size)
    const fits = chain !== undefined && isEqual(chain, row.chain) && isEqual(await rootOrNothing(db, size), row.root)
    if (!fits) report.findings.push({ what: 'the checkpoint does not fit', size })
    else if (!isSigned(checkpoint)) report.findings.push({ what: 'the signature does not fit', size })
  }
  return report
}

/** @returns the chain's value at each checkpoint's size */
async function followChain(db: ArchiveDb, report: ArchiveReport): Promise<Map<number, Uint8Array>> {
  const sizes = new Set((await db.selectFrom('checkpoints').select('size').execute()).map(({ size }) => Number(size)))
  const chains = new Map([[0, CHAIN_START]])
  let tail = { size: 0, chain: CHAIN_START as Uint8Array }
  for (;;) {
    const rows = await pageAfter(db, tail.size)
    for (const row of rows) {
      const number = Number(row.number)
      for (let missing = tail.size + 1; missing < number && report.findings.length < FINDINGS_MAX; missing += 1)
        report.findings.push({ what: 'missing', number: missing })
      const link = nextLink({ size: number - 1, chain: tail.chain }, row.hash)
      const wrong = wrongWith(row, link.chain)
      if (wrong && report.findings.length < FINDINGS_MAX) report.findings.push({ what: wrong, number })
      report.events += 1
      if (row.event === null) report.gone += 1
      // What follows is held against what stands here, or one wrong link would make all that follow look wrong.
      tail = { size: number, chain: row.chain }
      if (sizes.has(number)) chains.set(number, row.chain)
    }
    if (rows.length < EVENTS_AT_ONCE) return chains
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

function wrongWith(
  { number, event, hash, chain, at, kind, room, person, post }: EventRow,
  expected: Uint8Array,
): 'changed' | 'misplaced' | 'not in the chain' | undefined {
  if (event !== null) {
    if (!isEqual(leafHash(sha256, new TextEncoder().encode(event)), hash)) return 'changed'
    const told = JSON.parse(event) as Record<string, unknown> & { room: { uri: string } | null; person: { uri: string } }
    if (told.number !== Number(number)) return 'misplaced'
    const isSame = told.at === Number(at) && told.kind === kind && told.post === post
    if (!isSame || (told.room?.uri ?? null) !== room || told.person.uri !== person) return 'changed'
  }
  return isEqual(expected, chain) ? undefined : 'not in the chain'
}

async function rootOrNothing(db: ArchiveDb, size: number): Promise<Uint8Array> {
  return rootAt(db, size).catch(() => new Uint8Array())
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}
