// By which words an archived event is found: the stems of what people wrote in it. Identifiers and signatures are no words, or
// each coming and going would add some that nobody looks for.

import type { Transaction } from 'kysely'
import { WORDS_PER_POST } from '#shared/search/index-terms.ts'
import { storedText } from '#shared/search/said.ts'
import { stemOf } from '#shared/search/stem.ts'
import { distinctWords } from '#shared/search/words.ts'
import { alone } from './alone.ts'
import type { ArchiveDb } from './open-archive.ts'
import type { ArchiveTables } from './tables.ts'

type Tx = Transaction<ArchiveTables>
type Told = { number: number; at: number; event: string | null }

const ROWS_AT_ONCE = 2_000
/** In `archive_meta`: the number of the last event whose words are written. */
const UP_TO = 'words_up_to'
/** Each word has its place anywhere in the index, and the pages there are written once for so many events. */
export const EVENTS_AT_ONCE = 1_000

/** What is read and what is looked for in. */
export function textIn(event: string): string {
  const { body } = JSON.parse(event) as { body: Record<string, unknown> }
  if (typeof body.signed === 'string') return storedText(body.signed)
  return [body.asked, body.file, body.act, body.args, body.changes].flatMap(textsIn).join('\n')
}

/** Of what was asked, named or changed: every text in it, however deep. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

export function stemsIn(text: string): string[] {
  return [...new Set(distinctWords(text).slice(0, WORDS_PER_POST).map(stemOf))]
}

function wordsOf(events: readonly Told[]): ArchiveTables['said'][] {
  return events.flatMap(({ number, at, event }) =>
    event === null ? [] : stemsIn(textIn(event)).map((stem) => ({ stem, at, number })),
  )
}

/** Until every event is found by its words. A piece at a time: the archive goes on meanwhile. */
export async function catchUpWords(db: ArchiveDb): Promise<void> {
  let isMore = true
  while (isMore) isMore = await indexSome(db)
}

/** Whoever archives does not wait for it. @returns whether there may be more */
export function indexSome(db: ArchiveDb): Promise<boolean> {
  return alone(db, async (tx) => {
    const held = await tx
      .selectFrom('archive_meta')
      .select('value')
      .where('key', '=', UP_TO)
      .executeTakeFirst()
    const events = await eventsBehind(tx, Number(held?.value ?? 0))
    const last = events.at(-1)
    if (!last) return false
    await addWords(tx, events)
    await tx
      .insertInto('archive_meta')
      .values({ key: UP_TO, value: String(last.number) })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: String(last.number) }))
      .execute()
    return events.length === EVENTS_AT_ONCE
  })
}

function eventsBehind(tx: Tx, number: number): Promise<Told[]> {
  return tx
    .selectFrom('events')
    .select(['number', 'at', 'event'])
    .where('number', '>', number)
    .orderBy('number')
    .limit(EVENTS_AT_ONCE)
    .execute()
}

async function addWords(tx: Tx, events: readonly Told[]): Promise<void> {
  const rows = wordsOf(events).sort((one, other) => (one.stem < other.stem ? -1 : 1))
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await tx
      .insertInto('said')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute()
}

/** What is let go is not to be read from its words, if they were written. */
export async function dropWords(tx: Tx, events: readonly Told[]): Promise<void> {
  const rows = wordsOf(events)
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const keys = rows.slice(from, from + ROWS_AT_ONCE)
    await tx
      .deleteFrom('said')
      .where(({ eb, refTuple, tuple }) =>
        eb(
          refTuple('stem', 'at', 'number'),
          'in',
          keys.map(({ stem, at, number }) => tuple(stem, at, number)),
        ),
      )
      .execute()
  }
}
