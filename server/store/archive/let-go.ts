// What retention says of the texts that it let go: an event in the same chain, taken in the transaction that takes the texts. So a
// text that is gone without such a word was taken by somebody else. The word itself is kept for ever.

import type { Transaction } from 'kysely'
import { leafHash } from '#shared/archive/merkle.ts'
import type { ArchiveDb } from './open-archive.ts'
import type { ArchiveTables } from './tables.ts'
import { takeIn } from './take.ts'
import { isEqual, sha256 } from './tree.ts'

export const LETTING_GO = 'retention'
const ACT = 'let go'
/** These events come from no queue. */
const ORIGIN = 'the archive itself'

type Gone = { numbers: number[]; room: string | null; before: number; at: number; by: string }

export async function tellOf(tx: Transaction<ArchiveTables>, gone: Gone): Promise<void> {
  const { numbers, room, before, at, by } = gone
  const changes = {
    events: { from: null, to: numbers.length },
    before: { from: null, to: new Date(before).toISOString() },
  }
  await takeIn(tx, ORIGIN, [
    {
      ...{ source: Math.min(...numbers), at, kind: LETTING_GO, person: { uri: by, name: by } },
      ...{ room: room === null ? null : { uri: room }, device: null, seq: null, post: null },
      body: JSON.stringify({ act: ACT, changes, numbers: spansOf(numbers) }),
    },
  ])
}

/** As in `1-3 5 8-9`. */
function spansOf(numbers: readonly number[]): string {
  const spans: { from: number; to: number }[] = []
  for (const number of numbers.toSorted((one, other) => one - other)) {
    const last = spans.at(-1)
    if (last?.to === number - 1) last.to = number
    else spans.push({ from: number, to: number })
  }
  return spans.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`)).join(' ')
}

export type LetGoNumbers = { has(number: number): boolean }

/** A bit for each event: there may be millions. */
export async function letGoNumbers(db: ArchiveDb): Promise<LetGoNumbers> {
  const last = await db
    .selectFrom('events')
    .select((eb) => eb.fn.max('number').as('number'))
    .executeTakeFirst()
  const size = Number(last?.number ?? 0)
  const bits = new Uint8Array(Math.floor(size / 8) + 1)
  for (let after = 0; ; ) {
    const rows = await toldAfter(db, after)
    // It speaks of what was before it, and of nothing else.
    for (const { number, event, hash } of rows)
      for (const [from, to] of spansIn(event, hash))
        for (let gone = from; gone <= Math.min(to, Number(number) - 1); gone += 1)
          bits[gone >> 3] = (bits[gone >> 3] ?? 0) | (1 << (gone & 7))
    if (rows.length < EVENTS_AT_ONCE) break
    after = Number(rows.at(-1)?.number)
  }
  return { has: (number) => ((bits[number >> 3] ?? 0) & (1 << (number & 7))) !== 0 }
}

const EVENTS_AT_ONCE = 500

function toldAfter(db: ArchiveDb, number: number) {
  return db
    .selectFrom('events')
    .select(['number', 'event', 'hash'])
    .where('kind', '=', LETTING_GO)
    .where('event', 'is not', null)
    .where('number', '>', number)
    .orderBy('number')
    .limit(EVENTS_AT_ONCE)
    .execute()
}

type Told = { kind: string; body: { act?: unknown; numbers?: unknown } }

/** What was not archived so is not believed. */
function spansIn(event: string | null, hash: Uint8Array): [number, number][] {
  if (event === null || !isEqual(leafHash(sha256, new TextEncoder().encode(event)), hash)) return []
  const { kind, body } = JSON.parse(event) as Told
  if (kind !== LETTING_GO || body.act !== ACT || typeof body.numbers !== 'string') return []
  return body.numbers.split(' ').map((span) => {
    const [from = 0, to = from] = span.split('-').map(Number)
    return [from, to]
  })
}
