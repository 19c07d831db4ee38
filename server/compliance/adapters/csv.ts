// A run as a table (RFC 4180) for people with a spreadsheet. Spreadsheets run what begins like a formula, so no cell does; and
// what people wrote is indented where our headings stand beside it, so that nobody can write a heading.

import * as v from 'valibot'
import type { ArchivedEvent } from '../archived.ts'
import type { Adapter, Run } from './adapter.ts'
import { inWords, type Quote } from './in-words.ts'
import { inPieces } from './pieces.ts'

const BYTE_ORDER_MARK = '\ufeff'
/** The apostrophe is among them, so that one at the beginning is always ours and can be taken away again. */
const NOT_AT_THE_BEGINNING = /^[=+\-@\t\r\n'＝＋－＠]/
/** Some spreadsheets begin a cell at each of these, whatever stands around it. */
const AFTER_A_BREAK = /([;\t\r\n][ \t]*)(?=[=+\-@'＝＋－＠])/g

export const csvOptionsSchema = v.strictObject({
  /** Spreadsheets of one maker read UTF-8 only with a byte order mark; other programs take it for a letter. */
  bom: v.optional(v.picklist(['true', 'false']), 'false'),
})
export type CsvOptions = v.InferOutput<typeof csvOptionsSchema>

const COLUMNS: [name: string, cell: (event: ArchivedEvent) => string | number | null][] = [
  ['number', ({ number }) => number],
  ['time', ({ at }) => new Date(at).toISOString()],
  ['kind', ({ kind }) => kind],
  ['category', ({ room }) => room?.category ?? null],
  ['room', ({ room }) => room?.name ?? null],
  ['room address', ({ room }) => room?.uri ?? null],
  ['history', ({ room }) => historyOf(room)],
  ['person', ({ person }) => person.name],
  ['person address', ({ person }) => person.uri],
  ['device', ({ device }) => device],
  ['entry', ({ seq }) => seq],
  ['post', ({ post }) => post],
  ['did', (event) => inWords(event).did],
  ['words', (event) => quoted(inWords(event).quotes)],
]

export function createCsvAdapter({ bom }: CsvOptions): Adapter {
  return {
    async write(run, output, signal) {
      const file = await output.file(`backchat-${run.id}.csv`)
      if (bom === 'true') await file.write(BYTE_ORDER_MARK)
      for await (const piece of inPieces(rowsOf(run))) {
        signal.throwIfAborted()
        await file.write(piece)
      }
    },
  }
}

async function* rowsOf(run: Run): AsyncGenerator<string> {
  yield row(COLUMNS.map(([name]) => name))
  for await (const event of run.events()) yield row(COLUMNS.map(([, cell]) => cell(event)))
}

function row(cells: (string | number | null)[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`
}

function cellOf(value: string | number | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value)
  const text = value.toWellFormed().replaceAll('\0', '\ufffd').replaceAll(AFTER_A_BREAK, "$1'")
  return `"${(NOT_AT_THE_BEGINNING.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
}

function historyOf(room: ArchivedEvent['room']): string | null {
  if (room === null) return null
  return room.logged ? 'kept' : 'not kept'
}

/** One text stands as it was written; several have their headings. */
function quoted(quotes: Quote[]): string {
  const [only, ...more] = quotes
  if (only === undefined) return ''
  if (more.length === 0) return only.text
  return quotes
    .map(
      ({ heading, text }) => `${heading}: ${text.replaceAll(/\r\n|[\n\r\u2028\u2029\u0085\v\f]/g, '$&  ')}`,
    )
    .join('\n')
}
