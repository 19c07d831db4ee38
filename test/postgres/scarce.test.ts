// the database is there and cannot help: it stands still, has no connection to spare, or its disk is full. The node
// stays, says so, and goes on as before when it can.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { confirmed, furnish, signInAll } from '../faults/furnished.ts'
import { historyOf } from '../faults/history-of.ts'
import type { Poster } from '../faults/poster.ts'
import { makeDisk, type SmallDisk, whyNoDisk } from '../faults/small-disk.ts'
import { breaches } from '../oracles/breaches.ts'
import { keepIn } from '../support/database.ts'
import { type Cluster, createDatabase, createTablespace, startCluster } from '../support/postgres.ts'
import { http } from '../support/protocol-client.ts'
import { type ServerProcess, startServerProcess } from '../support/server-process.ts'

const CONNECTIONS = 24
const RECOVERY_MS = 30_000
const why = whyNoDisk()

let cluster: Cluster
let disk: SmallDisk | undefined
let place = ''
let url: string
let dataFolder: string
let room: string
let server: ServerProcess
let posters: Poster[]
const cleanUp: (() => unknown)[] = []

beforeAll(async () => {
  cluster = await startCluster({ max_connections: String(CONNECTIONS) })
  cleanUp.push(() => cluster.stop().finally(() => disk?.remove()))
  dataFolder = mkdtempSync(join(tmpdir(), 'backchat-scarce-'))
  cleanUp.push(() => rmSync(dataFolder, { recursive: true }))
  url = await createDatabase(cluster.url, why ? undefined : await smallPlace())
  keepIn(dataFolder, url)
  room = await furnish(dataFolder, 'on')
  server = await startServerProcess(dataFolder)
  cleanUp.push(() => server.end('SIGKILL'))
  posters = await signInAll(server.url)
})
afterAll(async () => {
  // What was begun is ended, however far it came.
  for (const step of cleanUp.toReversed()) await step()
})

function smallPlace(): Promise<string> {
  disk = makeDisk({ megabytes: 64 })
  place = join(disk.folder, 'place')
  mkdirSync(place)
  return createTablespace(cluster.url, place)
}

const health = () => http(`${server.url}/api/health`, {})
const turnedAway = () => posters.reduce((sum, poster) => sum + poster.turnedAway, 0)

/** People post while it happens, and until everything is as before. */
async function whilePosting(happens: () => Promise<void>): Promise<void> {
  const goal = { isReached: false }
  const posting = posters.map((poster) => poster.postWhile(server.url, { room, goOn: () => !goal.isReached }))
  const goOn = (than: number) =>
    vi.waitFor(() => expect(confirmed(posters)).toBeGreaterThan(than + 20), { timeout: RECOVERY_MS })
  try {
    await goOn(confirmed(posters))
    expect(await health()).toMatchObject({ status: 200, body: { status: 'ok', storage: 'ok' } })
    await happens()
    await goOn(confirmed(posters))
  } finally {
    goal.isReached = true
  }
  await Promise.all(posting)
  expect(await health()).toMatchObject({ status: 200, body: { status: 'ok', storage: 'ok' } })
  expect(breaches(await historyOf(dataFolder, posters))).toEqual([])
}

async function connected(to: string): Promise<Client> {
  const client = new Client({ connectionString: to })
  client.on('error', () => {})
  await client.connect()
  return client
}

test('X-16: the database stands still: health says so within seconds, and posts wait for it', () =>
  whilePosting(async () => {
    cluster.freeze()
    try {
      const startedAt = performance.now()
      expect(await health()).toMatchObject({ status: 503, body: { status: 'broken' } })
      expect(performance.now() - startedAt).toBeLessThan(8_000)
    } finally {
      cluster.thaw()
    }
  }))

test('X-16: the database has no connection to spare: posts are turned away until it has', () =>
  whilePosting(async () => {
    const before = turnedAway()
    const taken = [await connected(cluster.url)]
    try {
      await takeAllConnections(taken)
      expect(await health()).toMatchObject({ status: 503, body: { status: 'broken' } })
      await vi.waitFor(() => expect(turnedAway()).toBeGreaterThan(before + 5), { timeout: RECOVERY_MS })
      expect(posters[0]?.lastRefusal?.reason).toMatch(/cannot store anything now; send the same again/)
    } finally {
      await Promise.all(taken.map((client) => client.end()))
    }
  }))

/**
 * Whatever the server held is cut off and taken too. One that it is just opening is not listed yet, so it is looked
 * several times until none has come up.
 */
async function takeAllConnections(taken: Client[]): Promise<void> {
  for (let timesNone = 0; timesNone < 4; await wait(50)) {
    await taken[0]?.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'backchat'",
    )
    timesNone = (await takeUntilRefused(taken)) ? timesNone + 1 : 0
  }
}

/** True when not one connection of the server is left. */
async function takeUntilRefused(taken: Client[]): Promise<boolean> {
  for (;;) {
    try {
      taken.push(await connected(cluster.url))
    } catch (error) {
      expect(error).toMatchObject({ code: '53300' })
      break
    }
  }
  const held = await taken[0]?.query("select 1 from pg_stat_activity where application_name = 'backchat'")
  return held?.rowCount === 0
}

test("X-16: the database's disk is full: posts are turned away with the reason", ({ skip }) => {
  if (why) skip(why)
  return whilePosting(async () => {
    const before = turnedAway()
    const ballast = join(place, '..', 'ballast')
    fill(ballast)
    try {
      await vi.waitFor(() => expect(turnedAway()).toBeGreaterThan(before + 5), { timeout: RECOVERY_MS })
      expect(posters[0]?.lastRefusal?.reason).toMatch(/storage is full/)
      expect(await health()).toMatchObject({ status: 200, body: { status: 'ok', storage: 'full' } })
    } finally {
      rmSync(ballast)
    }
  })
})

/** Writes until there is no space. */
function fill(file: string): void {
  try {
    for (;;) writeFileSync(file, Buffer.alloc(256 * 1024), { flag: 'a' })
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' })
  }
}
