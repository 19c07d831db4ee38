// the files are not what the server left. It refuses to start with one sentence, or comes back with everything that
// was confirmed; wrong bytes are never served as if they were right.

import {
  appendFileSync,
  closeSync,
  cpSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { checkStore, type LogReport } from '../../server/store/upkeep.ts'
import { breaches } from '../oracles/breaches.ts'
import { backchat } from '../support/command-line.ts'
import { openFolder } from '../support/furnish.ts'
import { type MainProcess, startMain } from '../support/main-process.ts'
import { http } from '../support/protocol-client.ts'
import { confirmed, furnish, postAll, signInAll } from './furnished.ts'
import { historyOf } from './history-of.ts'
import type { Poster } from './poster.ts'
import { isRefused, isTaken } from './refusing.ts'

const POSTS = 60
const DATABASE = 'backchat.sqlite'

let root: string
let room: string
/** As a server leaves it that was stopped in order, and one that was killed. */
let stopped: string
let killed: string
/** The log of the killed one as it was half-way. */
let earlierLog: Buffer
let posters: Poster[]

let folder: string
let server: MainProcess | undefined

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'backchat-damaged-'))
  stopped = join(root, 'stopped')
  killed = join(root, 'killed')
  room = await furnish(killed, 'off')
  const running = startMain({ environment: { BACKCHAT_DATA: killed } })
  server = running
  const url = await running.ready()
  posters = await signInAll(url, ['ada'])
  await postAll(posters, { url, room, each: POSTS / 2 })
  earlierLog = readFileSync(join(killed, `${DATABASE}-wal`))
  await postAll(posters, { url, room, each: POSTS })
  await vi.waitFor(
    () => expect(Number(readFileSync(join(killed, `${DATABASE}-count`)))).toBe(confirmed(posters)),
    20_000,
  )
  await running.kill('SIGKILL')
  cpSync(killed, stopped, { recursive: true })
  await (await openFolder(stopped)).close()
})
afterAll(async () => {
  await server?.kill('SIGKILL')
  rmSync(root, { recursive: true })
})

beforeEach(() => {
  folder = mkdtempSync(join(root, 'case-'))
})
afterEach(async () => {
  await server?.kill('SIGKILL')
  server = undefined
})

function lay(from: string): string {
  cpSync(from, folder, { recursive: true })
  return join(folder, DATABASE)
}

function start(): MainProcess {
  server = startMain({ environment: { BACKCHAT_DATA: folder } })
  return server
}

async function servesEverything(): Promise<void> {
  await isTaken(folder)
  expect(breaches(await historyOf(folder, posters))).toEqual([])
  expect((await check()).damage).toEqual([])
}

function check(): Promise<LogReport> {
  return checkStore({ dataFolder: folder, databaseUrl: undefined })
}

function flip(file: string, at: number): void {
  const byte = readFileSync(file)[at] ?? 0
  const descriptor = openSync(file, 'r+')
  writeSync(descriptor, Buffer.of(byte ^ 0x40), 0, 1, at)
  closeSync(descriptor)
}

/** The first byte of a page that belongs to the table or index. */
function pageOf(file: string, name: string): number {
  const database = new Database(file, { readonly: true })
  const rootPage = database.prepare('select rootpage from sqlite_schema where name = ?').pluck().get(name)
  const pageSize = database.pragma('page_size', { simple: true })
  database.close()
  return (Number(rootPage) - 1) * Number(pageSize)
}

describe('control: untouched files', () => {
  test.each([
    ['of a server that was stopped', () => stopped],
    ['of a server that was killed', () => killed],
  ])('%s', async (_, from) => {
    lay(from())
    await servesEverything()
  })
})

describe('X-20: a byte is flipped', () => {
  test('[P13.10] in the text of a post: that page is refused, the others are read, and the check names the post', async () => {
    const file = lay(stopped)
    const victim = posters[0]?.sealed[10]?.post.signed ?? ''
    flip(file, readFileSync(file).indexOf(victim) + victim.indexOf('"chat":"') + 10)
    const running = start()
    const url = await running.ready()
    const [reader] = await signInAll(url, ['grace'])
    const connection = await reader?.connect(url)
    const read = (seq: number) => connection?.ask('cmd:bccontext', { room, before: { seq, count: 5 } })

    expect(await read(13)).toMatchObject({ resp: { code: 500, reason: /damaged on the server/ } })
    expect(await read(40)).toMatchObject({ resp: { code: 200 }, data: { from: 35, to: 39 } })
    expect((await http(`${url}/api/health`, {})).body).toMatchObject({ status: 'ok', storage: 'damaged' })
    expect(running.err()).toMatch(/Entry 11 of room 1 holds other bytes than its author signed/)
    const checked = await backchat(folder, ['store', 'check'])
    expect(checked).toMatchObject({ code: 1, out: '' })
    expect(checked.err).toMatch(/^Room Harbour: entry 11 holds other bytes than its author signed\.\n/)
    connection?.close()
  })

  test('in a signature: the check names the post', async () => {
    const file = lay(stopped)
    flip(file, readFileSync(file).indexOf(posters[0]?.sealed[20]?.post.sig ?? '') + 5)
    expect((await check()).damage).toEqual(['Room Harbour: entry 21 bears a wrong signature.'])
  })

  test('in an index: the server does not start', async () => {
    const file = lay(stopped)
    // The root of the index leads to the others by the keys in it.
    flip(file, pageOf(file, 'sqlite_autoindex_entries_2') + 4_096 - 20)
    await isRefused(
      folder,
      /^The database .+ is damaged \(.*index.*\)\. Restore the data folder from a backup/,
    )
    expect((await check()).damage).toContainEqual(expect.stringMatching(/^Database: .*index/))
  })

  test.each([
    ['the name of the format', 3, /^\S+sqlite is not a database of Backchat, or its beginning is damaged\. /],
    ['the size of a page', 16, /^\S+sqlite is not a database of Backchat, or its beginning is damaged\. /],
    ['the root of the schema', 100, /^The database .+ is damaged\. Restore/],
  ])('in the header, in %s: the server does not start', async (_, at, why) => {
    flip(lay(stopped), at)
    await isRefused(folder, why)
    expect(await check().catch((error: unknown) => error)).not.toMatchObject({ damage: [] })
  })
})

describe('X-20: the database is cut short', () => {
  test.each([
    ['by half', 0.5, /^The database .+ is damaged/],
    ['to nothing', 0, /lacks the last (\d+) of \1 posts that were stored/],
  ])('%s', async (_, share, why) => {
    const file = lay(stopped)
    truncateSync(file, Math.floor(readFileSync(file).length * share))
    await isRefused(folder, why)
  })

  test('and gone', async () => {
    rmSync(lay(stopped))
    await isRefused(
      folder,
      /lacks the last (\d+) of \1 posts .+ if you went back to a backup on purpose, remove .+-count/,
    )
  })
})

describe('X-20: the log beside the database', () => {
  test('its index is gone: it is made anew', async () => {
    rmSync(`${lay(killed)}-shm`)
    await servesEverything()
  })

  test('its index is garbage: it is made anew', async () => {
    writeFileSync(`${lay(killed)}-shm`, Buffer.alloc(32_768, 0xa5))
    await servesEverything()
  })

  test('it is cut short: the posts that are missing are missed', async () => {
    const log = `${lay(killed)}-wal`
    truncateSync(log, Math.floor(readFileSync(log).length * 0.7))
    await isRefused(
      folder,
      /lacks the last \d+ of \d+ posts that were stored: .+ cut short\. Restore the newest files/,
    )
    expect((await check()).damage).toContainEqual(expect.stringMatching(/lacks the last \d+ of \d+ posts/))
  })

  test('an old one is put back', async () => {
    writeFileSync(`${lay(killed)}-wal`, earlierLog)
    await isRefused(folder, /lacks the last \d+ of \d+ posts that were stored: .+ older than it should be/)
  })

  test('an old one is put back beside a database that was closed', async () => {
    writeFileSync(`${lay(stopped)}-wal`, earlierLog)
    await isRefused(folder, /is damaged|lacks the last/)
  })

  test('there is rubbish behind its end: everything confirmed is there', async () => {
    appendFileSync(`${lay(killed)}-wal`, Buffer.alloc(10_000, 0x5a))
    await servesEverything()
  })
})
