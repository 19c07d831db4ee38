// the disk fails, or takes its time. Nothing is confirmed that it did not keep, the server ends by itself
// rather than guess, and a restart heals.

import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { breaches } from '../oracles/breaches.ts'
import { type MainProcess, startMain } from '../support/main-process.ts'
import { within } from '../support/within.ts'
import { confirmed, furnish, postAll, signInAll } from './furnished.ts'
import { historyOf } from './history-of.ts'
import type { Poster } from './poster.ts'
import { isSoak } from './soak.ts'
import { type Interference, interfere, whyNoTracing } from './tracing.ts'

/** Full disks are met in X-04, and these take their time. */
const longTest: (title: string, run: () => Promise<void>) => void = isSoak ? test : () => {}

const END_MS = 20_000
const why = whyNoTracing()

let root: string
let dataFolder: string
let room: string
let server: MainProcess | undefined
let interference: Interference | undefined

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'backchat-failing-'))
  room = await furnish(join(root, 'furnished'), 'on')
})
afterAll(() => rmSync(root, { recursive: true }))
beforeEach(({ skip }) => {
  if (why) skip(why)
  dataFolder = mkdtempSync(join(root, 'case-'))
  cpSync(join(root, 'furnished'), dataFolder, { recursive: true })
})
afterEach(async () => {
  await server?.kill('SIGKILL')
  await interference?.stop()
  interference = undefined
})

async function start(): Promise<string> {
  server = startMain({ environment: { BACKCHAT_DATA: dataFolder } })
  return server.ready()
}

type Posting = { url: string; posters: Poster[]; done: Promise<void> }

/** People post, and go on posting. */
async function startPosting(): Promise<Posting> {
  const url = await start()
  const posters = await signInAll(url)
  const done = postAll(posters, { url, room })
  await vi.waitFor(() => expect(confirmed(posters)).toBeGreaterThan(20), { timeout: END_MS })
  return { url, posters, done }
}

/** Whatever was not answered is sent again; everything is there once. */
async function healsByRestart(posters: Poster[]): Promise<void> {
  const before = generationOfLog()
  const url = await start()
  expect(generationOfLog(), 'the log was written anew before anyone is told what it holds').not.toEqual(
    before,
  )
  await postAll(posters, { url, room, each: Math.max(...posters.map((poster) => poster.sealed.length)) })
  expect(await server?.kill('SIGTERM')).toBe(0)
  for (const poster of posters) expect(poster.receipts.size).toBe(poster.sealed.length)
  expect(breaches(await historyOf(dataFolder, posters))).toEqual([])
}

const log = () => `${join(dataFolder, 'backchat.sqlite')}-wal`

/** The salts in the header of SQLite's write-ahead log, which are others each time it is begun anew. */
const generationOfLog = () => readFileSync(log()).subarray(16, 24)

test.each([
  ['X-05: flushing fails', 'fsync,fdatasync', 'SQLITE_IOERR_FSYNC'],
  ['X-06: writing fails', 'pwrite64', 'SQLITE_IOERR_WRITE'],
])(
  '%s: nothing more is confirmed, the server ends with the reason, a restart heals',
  async (_, calls, code) => {
    const { posters, done } = await startPosting()
    interference = await interfere(server?.child.pid ?? 0, calls, 'error=EIO')
    const ended = await within(server?.ended ?? Promise.resolve(null), 'the server to end by itself', END_MS)
    await done
    expect(ended).toBe(1)
    const lastLine = JSON.parse(server?.err().trimEnd().split('\n').at(-1) ?? '') as Record<string, unknown>
    expect(lastLine).toMatchObject({
      level: 'fatal',
      msg: expect.stringMatching(/^the store is broken: nothing more is confirmed/),
    })
    expect(JSON.stringify(lastLine)).toContain(code)
    expect(statSync(log()).size).toBeGreaterThan(0)
    expect(breaches(await historyOf(dataFolder, posters)), 'before anything is healed').toEqual([])
    await healsByRestart(posters)
  },
)

longTest(
  'X-06: writing fails for want of space: the server stays, and goes on when there is some',
  async () => {
    const { posters, done } = await startPosting()
    const turnedAway = () => posters.reduce((sum, poster) => sum + poster.turnedAway, 0)
    expect(turnedAway()).toBe(0)
    interference = await interfere(server?.child.pid ?? 0, 'pwrite64', 'error=ENOSPC')
    await vi.waitFor(() => expect(turnedAway()).toBeGreaterThan(10), { timeout: END_MS })
    expect(posters[0]?.lastRefusal?.reason).toMatch(/storage is full/)
    await interference.stop()
    const before = confirmed(posters)
    await vi.waitFor(() => expect(confirmed(posters)).toBeGreaterThan(before + 20), { timeout: END_MS })
    expect(await server?.kill('SIGTERM')).toBe(0)
    await done
    expect(breaches(await historyOf(dataFolder, posters))).toEqual([])
  },
)

longTest('X-08: on a slow disk commits grow, and nothing is doubled', async () => {
  const { url, posters, done } = await startPosting()
  const commits = async () => {
    const page = await (await fetch(`${url}/metrics`)).text()
    const read = (name: string) =>
      Number(new RegExp(`^backchat_commit_items_${name} (\\d+)`, 'm').exec(page)?.[1])
    return { posts: read('sum'), count: read('count') }
  }
  interference = await interfere(server?.child.pid ?? 0, 'fsync,fdatasync', 'delay_exit=100000')
  const [before, confirmedBefore] = [await commits(), confirmed(posters)]
  await vi.waitFor(() => expect(confirmed(posters)).toBeGreaterThan(confirmedBefore + 60), {
    timeout: 60_000,
  })
  const after = await commits()
  const postsPerCommit = (after.posts - before.posts) / (after.count - before.count)
  expect(
    postsPerCommit,
    'twelve posts are under way, and a commit takes longer than they do',
  ).toBeGreaterThan(3)
  await interference.stop()
  expect(await server?.kill('SIGTERM')).toBe(0)
  await done
  expect(breaches(await historyOf(dataFolder, posters))).toEqual([])
})
