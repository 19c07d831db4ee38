// Adapters that fail in every way that adapters fail in: they keep their run, and hold up nobody else.

import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { runId } from '../../../server/compliance/run.ts'
import { runAdapters } from '../../../server/compliance/run-adapters.ts'
import { silentLog } from '../../../server/logger.ts'
import { type ArchiveDb, openArchive } from '../../../server/store/archive/open-archive.ts'
import { addAdapter, openRuns } from '../../../server/store/archive/runs.ts'
import { type Incoming, takeEvents } from '../../../server/store/archive/take.ts'
import { incoming, signNow, some } from '../../contract/archive-fixture.ts'

const EVENTS = 12
const SECRET = 'a secret of enough characters'

let folder: string
let db: ArchiveDb
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backchat-adapters-'))
  db = await openArchive({ file: join(folder, 'archive.sqlite') })
  await happen(some(1, EVENTS))
})
afterEach(async () => {
  await db.destroy()
  rmSync(folder, { recursive: true })
})

async function happen(events: Incoming[]): Promise<void> {
  await takeEvents(db, 'queue', events)
  await signNow({ db })
}

async function adds(name: string, format: string, { options = {}, to = folder as string | null } = {}) {
  const given = { name, format, options: JSON.stringify(options), folder: to, since: 'beginning' as const }
  await addAdapter(db, given)
}

const busy = new Set<string>()
async function runs({ patienceMs = 20_000, ending = new AbortController().signal } = {}) {
  const order = { holder: 'one', at: Date.now(), pool: 'q', patienceMs }
  const results = (await runAdapters({ db, log: silentLog, ending, busy }, order)) ?? []
  return Object.fromEntries(results.map(({ adapter, events, fault }) => [adapter, fault ?? events]))
}

async function receiver(answer: RequestListener): Promise<{ url: string; secret: string }> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, secret: SECRET }
}

const lines = (name = runId({ adapter: 'lines', from: 1, to: EVENTS })) =>
  readFileSync(join(folder, `backchat-${name}.ndjson`), 'utf8')
    .trimEnd()
    .split('\n')

test('one that is answered with 500 is handed the same again, until it is taken', async () => {
  const keys: unknown[] = []
  let status = 500
  const options = await receiver((request, response) => {
    keys.push(request.headers['idempotency-key'])
    request.resume().once('end', () => response.writeHead(status).end('not now'))
  })
  await adds('hook', 'webhook', { options, to: null })
  await adds('lines', 'jsonl')
  expect(await runs()).toEqual({ hook: 'The receiver answered 500: not now', lines: EVENTS })
  expect(await openRuns(db)).toMatchObject([{ adapter: 'hook', from: 1, to: EVENTS, attempts: 1 }])
  await happen(some(EVENTS + 1, EVENTS + 3))
  status = 200
  expect(await runs()).toEqual({ hook: EVENTS + 3, lines: 3 })
  expect(keys.slice(0, 2)).toEqual([keys[0], keys[0]])
  expect(await runs()).toEqual({ hook: 0, lines: 0 })
})

test('one that hangs is broken off, and the others are long done', async () => {
  const options = await receiver(() => {})
  await adds('hook', 'webhook', { options: { ...options, timeout: '9999' }, to: null })
  await adds('lines', 'jsonl')
  expect(await runs({ patienceMs: 300 })).toEqual({ hook: 'It took longer than 0 s.', lines: EVENTS })
  expect(lines()).toHaveLength(EVENTS)
})

test('one that hangs keeps no other from its next run', async () => {
  let asked = () => {}
  const isAsked = new Promise<void>((resolve) => (asked = resolve))
  const options = await receiver(() => asked())
  await adds('hook', 'webhook', { options: { ...options, timeout: '9999' }, to: null })
  await adds('lines', 'jsonl')
  const ending = new AbortController()
  const hanging = runs({ ending: ending.signal })
  await isAsked
  await expect.poll(() => [...busy]).toEqual(['hook'])
  await happen(some(EVENTS + 1, 2 * EVENTS))
  expect(await runs()).toEqual({ hook: 'It is still at an earlier run.', lines: EVENTS })
  ending.abort()
  await hanging
})

test('a folder that is none, or cannot be made, is told of, and written to once it can', async () => {
  const inTheWay = join(folder, 'written')
  writeFileSync(inTheWay, 'a file')
  await adds('lines', 'jsonl', { to: inTheWay })
  expect(await runs()).toEqual({ lines: expect.stringMatching(/EEXIST|ENOTDIR/) })
  rmSync(inTheWay)
  expect(await runs()).toEqual({ lines: EVENTS })
  expect(readdirSync(inTheWay)).toHaveLength(1)
})

test('one in a format that this version does not know fails alone, and in a sentence', async () => {
  await adds('new', 'yaml')
  await adds('lines', 'jsonl')
  expect(await runs()).toEqual({ new: 'There is no format called yaml.', lines: EVENTS })
  expect(await openRuns(db)).toMatchObject([{ adapter: 'new', from: 1, to: EVENTS }])
})

test('a run of several files that breaks off between them is repeated: each act is written once', async () => {
  const out = join(folder, 'out')
  await adds('lync', 'xml', { options: { OneChatRoomPerOutputFile: 'true' }, to: out })
  const inTheWay = join(out, `backchat-${runId({ adapter: 'lync', from: 1, to: EVENTS })}-00002.xml`)
  mkdirSync(inTheWay, { recursive: true })
  expect(await runs()).toEqual({ lync: expect.stringContaining('EISDIR') })
  rmSync(inTheWay, { recursive: true })
  expect(await runs()).toEqual({ lync: EVENTS })
  const texts = readdirSync(out).map((name) => readFileSync(join(out, name), 'utf8'))
  const numbers = texts.flatMap((text) => [...text.matchAll(/<Message [^>]*number="(\d+)"/g)])
  expect(numbers.map(([, number]) => Number(number)).sort((a, b) => a - b)).toEqual(
    Array.from({ length: EVENTS }, (_, at) => at + 1),
  )
})

test('a stylesheet that is not there fails the run, which is whole once it is', async () => {
  const stylesheet = join(folder, 'numbers.xsl')
  await adds('lync', 'xml', { options: { CustomConfiguration: stylesheet }, to: join(folder, 'out') })
  await adds('lines', 'jsonl')
  expect(await runs()).toEqual({ lync: expect.stringContaining(stylesheet), lines: EVENTS })
  expect(readdirSync(join(folder, 'out')), 'nothing half made').toEqual([])
  writeFileSync(
    stylesheet,
    `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:output method="text"/>
      <xsl:template match="/"><xsl:for-each select="//Message"><xsl:sort select="@number" data-type="number"/>
      <xsl:value-of select="@number"/>,</xsl:for-each></xsl:template></xsl:stylesheet>`,
  )
  expect(await runs()).toEqual({ lync: EVENTS, lines: 0 })
  const [name = '', ...others] = readdirSync(join(folder, 'out'))
  expect(others).toEqual([])
  expect(readFileSync(join(folder, 'out', name), 'utf8')).toMatch(/^\s*1,2,3,4,5,6,7,8,9,10,11,12,\s*$/)
})

test('what a killed run left half written is cleared away, and does not stand under a finished name', async () => {
  const id = runId({ adapter: 'lines', from: 1, to: EVENTS })
  const unfinished = join(folder, `.unfinished-${id}`)
  mkdirSync(unfinished)
  writeFileSync(join(unfinished, `backchat-${id}.ndjson`), '{"half a li')
  await adds('lines', 'jsonl')
  expect(await runs()).toEqual({ lines: EVENTS })
  expect(lines().map((line) => (JSON.parse(line) as { number: number }).number)).toEqual(
    Array.from({ length: EVENTS }, (_, at) => at + 1),
  )
  expect(existsSync(unfinished)).toBe(false)
})

test('a run that is broken off because the server stops is no fault, and goes on with the next one', async () => {
  const options = await receiver(() => {})
  await adds('hook', 'webhook', { options, to: null })
  const ending = new AbortController()
  const running = runs({ ending: ending.signal })
  ending.abort()
  expect(await running).toEqual({ hook: 0 })
  expect(await openRuns(db)).not.toContainEqual(expect.objectContaining({ fault: expect.any(String) }))
})

test('an event of a megabyte, of every kind of character, comes out as it went in', async () => {
  const text = '\u0001]]>&<\u2028"\\=cmd()\r\nBcc: eve@q 🌊'.repeat(40_000)
  await happen([incoming(100, { body: JSON.stringify({ signed: text, sig: 's' }) })])
  await adds('lines', 'jsonl')
  for (const format of ['xml', 'csv', 'eml', 'actiance']) await adds(format, format)
  const done = { lines: EVENTS + 1, xml: EVENTS + 1, csv: EVENTS + 1, eml: EVENTS + 1, actiance: EVENTS + 1 }
  expect(await runs()).toEqual(done)
  const last = lines(runId({ adapter: 'lines', from: 1, to: EVENTS + 1 })).at(-1) ?? ''
  expect((JSON.parse(last) as { body: { signed: string } }).body.signed).toBe(text)
})
