// the disk that an adapter writes to is full, or read-only. Nothing half written stands under a finished name, the others
// go on, and everything is there once when it can be written.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runAdapters } from '../../server/compliance/run-adapters.ts'
import { silentLog } from '../../server/logger.ts'
import { type ArchiveDb, openArchive } from '../../server/store/archive/open-archive.ts'
import { addAdapter } from '../../server/store/archive/runs.ts'
import { takeEvents } from '../../server/store/archive/take.ts'
import { incoming, signNow } from '../contract/archive-fixture.ts'
import { fillUp, makeSpace } from './ballast.ts'
import { makeDisk, type SmallDisk, whyNoDisk } from './small-disk.ts'

const EVENTS = 40
/** More than a full disk has left between two blocks. */
const WORDS = 'x'.repeat(10_000)
const why = whyNoDisk()

let disk: SmallDisk
let folder: string
let db: ArchiveDb

beforeEach(async ({ skip }) => {
  if (why) skip(why)
  disk = makeDisk({ megabytes: 8 })
  folder = mkdtempSync(join(tmpdir(), 'backchat-output-'))
  db = await openArchive({ file: join(folder, 'archive.sqlite') })
  for (const [name, where] of [
    ['beside', join(folder, 'out')],
    ['lines', join(disk.folder, 'out')],
  ] as const)
    await addAdapter(db, { name, format: 'jsonl', options: '{}', folder: where, since: 'beginning' })
})
afterEach(async () => {
  if (why) return
  await db.destroy()
  disk.remove()
  rmSync(folder, { recursive: true })
})

/** So many more happen, and every adapter runs. */
async function happensAndRuns(events: number) {
  const before = Number(
    (await db.selectFrom('events').select('number').orderBy('number', 'desc').limit(1).execute())[0]
      ?.number ?? 0,
  )
  const body = JSON.stringify({ signed: WORDS, sig: 's' })
  await takeEvents(
    db,
    'queue',
    Array.from({ length: events }, (_, at) => incoming(before + at + 1, { body })),
  )
  await signNow({ db })
  const order = { holder: 'one', at: Date.now(), pool: 'q', patienceMs: 60_000 }
  const world = { db, log: silentLog, ending: new AbortController().signal, busy: new Set<string>() }
  const results = (await runAdapters(world, order)) ?? []
  return Object.fromEntries(results.map(({ adapter, events: taken, fault }) => [adapter, fault ?? taken]))
}

const files = (where: string) => readdirSync(join(where, 'out')).sort()
const numbers = (where: string) =>
  files(where).flatMap((name) =>
    readFileSync(join(where, 'out', name), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { number: number }).number),
  )
const upTo = (last: number) => Array.from({ length: last }, (_, at) => at + 1)

test('X-04: the output’s disk fills up: what stands there stays whole, the rest comes when there is space', async () => {
  expect(await happensAndRuns(EVENTS)).toEqual({ beside: EVENTS, lines: EVENTS })
  const whole = files(disk.folder)
  fillUp(disk)
  expect(await happensAndRuns(EVENTS)).toEqual({ beside: EVENTS, lines: expect.stringContaining('ENOSPC') })
  expect(files(disk.folder).filter((name) => !name.startsWith('.'))).toEqual(whole)
  expect(numbers(folder)).toEqual(upTo(2 * EVENTS))
  makeSpace(disk)
  expect(await happensAndRuns(1)).toEqual({ beside: 1, lines: EVENTS + 1 })
  expect(numbers(disk.folder)).toEqual(upTo(2 * EVENTS + 1))
})

test('X-04: the output’s disk cannot be written to: its run waits, and is whole when it can', async () => {
  expect(await happensAndRuns(1)).toEqual({ beside: 1, lines: 1 })
  disk.makeReadOnly()
  expect(await happensAndRuns(1)).toEqual({ beside: 1, lines: expect.stringContaining('EROFS') })
  disk.makeWritable()
  expect(await happensAndRuns(1)).toEqual({ beside: 1, lines: 2 })
  expect(numbers(disk.folder)).toEqual(upTo(3))
})
