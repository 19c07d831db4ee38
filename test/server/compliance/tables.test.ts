// CSV and JSON Lines, read back: every act once, in order, and no text that a spreadsheet runs or that breaks a row.

import { expect, test } from 'vitest'
import { createCsvAdapter } from '../../../server/compliance/adapters/csv.ts'
import { createJsonlAdapter } from '../../../server/compliance/adapters/jsonl.ts'
import type { ArchivedEvent } from '../../../server/compliance/archived.ts'
import { archived, CAST, HOSTILE_TEXT, sealed } from '../../support/archive-cast.ts'
import { runOver, written } from '../../support/archive-run.ts'
import { expectGolden } from '../../support/golden.ts'

const CSV = 'backchat-0000000042.csv'
const JSONL = 'backchat-0000000042.ndjson'

/** By RFC 4180, with every character accounted for. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy
  let read = 0
  for (const [whole, quoted, bare = '', end] of text.matchAll(cell)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare)
    if (end === '\r\n') rows.push([])
    read += whole.length
  }
  expect(read).toBe(text.length)
  return rows.slice(0, -1)
}

async function csvOf(events: ArchivedEvent[]): Promise<Record<string, string>[]> {
  const text = (await written(createCsvAdapter({ bom: 'false' }), runOver(events))).get(CSV) ?? ''
  const [names = [], ...rows] = readCsv(text)
  return rows.map((row) => {
    expect(row).toHaveLength(names.length)
    return Object.fromEntries(names.map((name, at) => [name, row[at] ?? '']))
  })
}

function chat(number: number, words: string): ArchivedEvent {
  return archived(number, 'chat', {
    who: 'ada',
    seq: number,
    body: sealed('ada', number, { kind: 'chat', chat: words }),
  })
}

test('CSV has every act in a row of its own', async () => {
  const files = await written(createCsvAdapter({ bom: 'false' }), runOver(CAST))
  await expectGolden('archive.csv', files.get(CSV) ?? '')

  const rows = await csvOf(CAST)
  expect(rows.map(({ number }) => Number(number))).toEqual(CAST.map(({ number }) => number))
  expect(rows.map(({ time }) => Date.parse(time ?? ''))).toEqual(CAST.map(({ at }) => at))
  expect(asWritten(rows[2]?.words)).toBe(HOSTILE_TEXT)
  expect(rows[2]?.did).toBe('wrote')
})

/** As the documentation tells a program to read it. */
const asWritten = (cell = '') =>
  cell.replace(/^'/, '').replaceAll(/([;\t\r\n][ \t]*)'(?=[=+\-@'＝＋－＠])/g, '$1')

test.each(['=1+1', '+1', '-1', '@SUM(1)', '\t=1', '\r=1', '\n=1', "'=1", '＝1', "a;'=1", 'a;  =1', 'a\n=1'])(
  'no cell begins with a formula in %j, wherever a spreadsheet splits it, and it can be read back',
  async (words) => {
    const rows = await csvOf([chat(1, words), chat(2, 'a=1')])
    expect(rows.map((row) => asWritten(row.words))).toEqual([words, 'a=1'])
    for (const cell of rows[0]?.words?.split(/[;\t\r\n]/) ?? [])
      expect(cell).not.toMatch(/^[ \t]*[=+\-@＝＋－＠]/)
  },
)

test('whatever a text is made of, rows stay rows', async () => {
  const kept = `a"b""c,d;e\r\nf\n"\r" \u2028 🦔 ${'x'.repeat(1_000_000)}`
  const long = archived(1, 'admin', { who: 'ada', body: { act: 'x', args: kept } })
  const broken = archived(2, 'admin', { who: 'ada', body: { act: 'a\0b\ud800c' } })

  const rows = await csvOf([long, broken])

  expect(rows.map(({ words }) => words)).toEqual([kept, ''])
  expect(rows[1]?.did).toBe('administration: a\ufffdb\ufffdc')
})

test('words cannot pass for a heading', async () => {
  const earlier = chat(1, 'x\nNew: forged\r\nNew: too\rNew: again').body.signed
  const body = {
    ...sealed('ada', 2, { kind: 'edit', target: { device: 'pool:0a', id: CAST[2]?.post }, chat: 'true' }),
    earlier,
  }
  const [row] = await csvOf([archived(2, 'edit', { who: 'ada', seq: 2, body })])
  expect(row?.words?.split(/[\r\n]+/).filter((line) => line.startsWith('New: '))).toEqual(['New: true'])
})

test('CSV begins with a byte order mark where it is asked for', async () => {
  const withMark = await written(createCsvAdapter({ bom: 'true' }), runOver(CAST))
  const without = await written(createCsvAdapter({ bom: 'false' }), runOver(CAST))
  expect(withMark.get(CSV)).toBe(`\ufeff${without.get(CSV)}`)
  expect(without.get(CSV)).toMatch(/^"number"/)
})

test('JSON Lines holds each act exactly', async () => {
  const events = [...CAST, chat(29, `\u2028\0\ud800\n${'x'.repeat(1_000_000)}`)]
  const text = (await written(createJsonlAdapter({}), runOver(events))).get(JSONL) ?? ''
  expect(text.endsWith('}\n')).toBe(true)
  expect(
    text
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line)),
  ).toEqual(events)
})

test.each([createCsvAdapter({ bom: 'false' }), createJsonlAdapter({})])(
  'ends when it is stopped',
  async (adapter) => {
    const stop = AbortSignal.abort(new Error('The server stops.'))
    await expect(written(adapter, runOver(CAST), stop)).rejects.toThrow('The server stops.')
    await expect(written(adapter, runOver(CAST))).resolves.toBeDefined()
  },
)
