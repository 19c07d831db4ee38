// By which words an archived event is found: the stems of what people wrote in it. Identifiers and signatures are no words, or
// each coming and going would add some that nobody looks for.

import type { Transaction } from 'kysely'
import { WORDS_PER_POST } from '#shared/search/index-terms.ts'
import { storedText } from '#shared/search/said.ts'
import { stemOf } from '#shared/search/stem.ts'
import { distinctWords } from '#shared/search/words.ts'
import type { ArchiveTables } from './tables.ts'

type Tx = Transaction<ArchiveTables>
type Told = { number: number; at: number; event: string | null }

const ROWS_AT_ONCE = 2_000

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

export async function addWords(tx: Tx, events: readonly Told[]): Promise<void> {
  const rows = wordsOf(events)
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await tx
      .insertInto('said')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute()
}

/** What is let go is not to be read from its words. */
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
