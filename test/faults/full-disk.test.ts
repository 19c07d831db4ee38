// the disk fills up while people post, and empties again. The same process lives through it.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { UnusableDatabase } from '../../server/store/unusable.ts'
import { breaches } from '../oracles/breaches.ts'
import { openFolder, PASSWORD } from '../support/furnish.ts'
import { type MainProcess, startMain } from '../support/main-process.ts'
import { http } from '../support/protocol-client.ts'
import { fillUp, makeSpace } from './ballast.ts'
import { confirmed, furnish, postAll, signInAll } from './furnished.ts'
import { historyOf } from './history-of.ts'
import { makeDisk, type SmallDisk, whyNoDisk } from './small-disk.ts'

const why = whyNoDisk()

let disk: SmallDisk
let dataFolder: string
let server: MainProcess | undefined

beforeEach(({ skip }) => {
  if (why) skip(why)
  disk = makeDisk({ megabytes: 32 })
  dataFolder = join(disk.folder, 'data')
  mkdirSync(dataFolder)
})
afterEach(async () => {
  await server?.kill('SIGKILL')
  server = undefined
  if (!why) disk.remove()
})

async function start(): Promise<string> {
  server = startMain({ environment: { BACKCHAT_DATA: dataFolder } })
  return server.ready()
}

const health = async (url: string) => http(`${url}/api/health`, {})
const signIn = (url: string, username: string) =>
  http(`${url}/api/auth/sign-in/username`, { body: { username, password: PASSWORD } })

test('X-04: a full disk turns posts away and says why, history is read, and posting goes on when there is space', async () => {
  const room = await furnish(dataFolder, 'off')
  const url = await start()
  const posters = await signInAll(url)
  const [reader] = await Promise.all(posters.map((poster) => poster.connect(url)))
  const readsAll = () => reader?.ask('cmd:bccontext', { room, after: { seq: 0, count: 5 } })
  await postAll(posters, { url, room, each: 10 })
  expect(await readsAll()).toMatchObject({ resp: { code: 200 } })
  expect((await health(url)).body).toMatchObject({ status: 'ok', storage: 'ok' })

  fillUp(disk)
  const goal = { isReached: false }
  const posting = posters.map((poster) => poster.postWhile(url, { room, goOn: () => !goal.isReached }))
  const turnedAway = () => posters.map((poster) => poster.turnedAway)
  await vi.waitFor(() => expect(Math.min(...turnedAway())).toBeGreaterThan(5), { timeout: 20_000 })
  for (const poster of posters)
    expect(poster.lastRefusal).toMatchObject({
      ...{ code: 503, text: 'DatabaseConnection' },
      reason: "The server's storage is full; send the same again later.",
    })
  expect(await readsAll()).toMatchObject({ resp: { code: 200 }, data: { from: 1, to: 5 } })
  expect(await health(url)).toMatchObject({ status: 200, body: { status: 'ok', storage: 'full' } })
  expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^backchat_storage_full 1$/m)
  expect(await signIn(url, 'ada')).toMatchObject({
    ...{ status: 503, body: { error: { message: expect.stringMatching(/storage is full/) } } },
  })
  expect(server?.err()).toMatch(/the storage is full: nothing can be posted until there is space/)
  const before = confirmed(posters)

  makeSpace(disk)
  await vi.waitFor(() => expect(confirmed(posters)).toBeGreaterThan(before + 30), { timeout: 20_000 })
  goal.isReached = true
  await Promise.all(posting)
  expect(await health(url)).toMatchObject({ status: 200, body: { status: 'ok', storage: 'ok' } })
  expect((await signIn(url, 'ada')).status).toBe(200)
  reader?.close()
  expect(await server?.kill('SIGTERM')).toBe(0)
  expect(breaches(await historyOf(dataFolder, posters))).toEqual([])
})

test('X-04: [P22.2] what cannot be recorded is not read, and space is noticed though nobody posts', async () => {
  const room = await furnish(dataFolder, 'on')
  const url = await start()
  const [ada] = await signInAll(url, ['ada'])
  await postAll(ada ? [ada] : [], { url, room, each: 10 })
  const connection = await ada?.connect(url)
  const reads = async () =>
    (await connection?.ask('cmd:bccontext', { room, last: { count: 5 } }))?.resp.reason ?? 'read'
  expect(await reads()).toBe('read')

  fillUp(disk)
  await vi.waitFor(async () => expect(await reads()).toMatch(/storage is full/), {
    timeout: 20_000,
    interval: 1,
  })
  expect((await health(url)).body).toMatchObject({ storage: 'full' })
  makeSpace(disk)
  await vi.waitFor(async () => expect((await health(url)).body).toMatchObject({ storage: 'ok' }), 10_000)
  expect(await reads()).toBe('read')
  connection?.close()
  expect(await server?.kill('SIGTERM')).toBe(0)
})

test('X-04: on a disk that is full already the server does not start, and says so; then it does', async () => {
  await furnish(dataFolder, 'off')
  fillUp(disk)
  const opening = openFolder(dataFolder)
  await expect(opening).rejects.toBeInstanceOf(UnusableDatabase)
  await expect(opening).rejects.toThrow(
    /^There is no space left for the data folder .+\. Nothing is lost: make space and start again\.$/,
  )
  makeSpace(disk)
  await (await openFolder(dataFolder)).close()
})
