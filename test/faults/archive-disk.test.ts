// of the two disks that an act goes to, one is full: the chat's, where it waits, or the archive's. Nothing goes unrecorded,
// nothing is archived twice, and the chat does not wait for an archive that is away.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { askServer } from '../../server/web/control-client.ts'
import { type MainProcess, startMain } from '../support/main-process.ts'
import { http } from '../support/protocol-client.ts'
import { fillUp, makeSpace } from './ballast.ts'
import { confirmed, furnish, postAll, signInAll } from './furnished.ts'
import type { Poster } from './poster.ts'
import { makeDisk, type SmallDisk, whyNoDisk } from './small-disk.ts'

const why = whyNoDisk()
const SOON = { timeout: 30_000 }

let disk: SmallDisk
let folder: string
let server: MainProcess | undefined

beforeEach(({ skip }) => {
  if (why) skip(why)
  disk = makeDisk({ megabytes: 32 })
  folder = mkdtempSync(join(tmpdir(), 'backchat-two-disks-'))
})
afterEach(async () => {
  await server?.kill('SIGKILL')
  server = undefined
  if (why) return
  disk.remove()
  rmSync(folder, { recursive: true })
})

type Places = { dataFolder: string; archive: string }

/** A server whose archive lies elsewhere, and is written down as lines. */
async function start({ dataFolder, archive }: Places) {
  mkdirSync(dataFolder)
  const room = await furnish(dataFolder, 'on')
  server = startMain({
    environment: { BACKCHAT_DATA: dataFolder, BACKCHAT_COMPLIANCE_DATABASE_URL: archive },
  })
  const url = await server.ready()
  const ask = async (act: string, args: object = {}): Promise<unknown> => {
    const answer = await askServer(dataFolder, { act, args })
    if (!answer.reached) throw new Error('The server is not there.')
    return answer.result
  }
  await ask('compliance.adapter.add', { name: 'lines', format: 'jsonl', folder: join(folder, 'out') })
  return { url, room, ask, posters: await signInAll(url) }
}

const health = async (url: string) => (await http(`${url}/api/health`, {})).body

/** Every post that was confirmed stands there once, and no other. */
async function expectAllArchived(ask: (act: string) => Promise<unknown>, posters: Poster[]): Promise<void> {
  await ask('compliance.run')
  expect(await ask('compliance.verify')).toMatchObject({ findings: [] })
  const out = join(folder, 'out')
  const lines = readdirSync(out).flatMap((name) =>
    readFileSync(join(out, name), 'utf8').trimEnd().split('\n'),
  )
  const events = lines.map((line) => JSON.parse(line) as { kind: string; post: string })
  const posts = events.flatMap(({ kind, post }) => (kind === 'chat' ? [post] : []))
  expect(posts.toSorted()).toEqual(posters.flatMap(({ receipts }) => [...receipts.keys()]).toSorted())
}

test('X-04: the archive’s disk is full: people post on, what they do waits, and is archived when there is space', async () => {
  const places = { dataFolder: join(folder, 'data'), archive: join(disk.folder, 'archive.sqlite') }
  const { url, room, ask, posters } = await start(places)
  await postAll(posters, { url, room, each: 10 })
  await ask('compliance.run')
  fillUp(disk)
  await postAll(posters, { url, room, each: 100 })
  expect(posters.map(({ turnedAway }) => turnedAway)).toEqual([0, 0, 0])
  await vi.waitFor(async () => expect(await health(url)).toMatchObject({ archive: 'behind' }), SOON)
  expect(await health(url)).toMatchObject({ status: 'ok', storage: 'ok' })
  expect(await ask('compliance.status')).not.toMatchObject({ waiting: 0 })

  makeSpace(disk)
  await expectAllArchived(ask, posters)
})

test('X-04: the chat’s disk is full, the archive’s is not: nothing is posted unrecorded, and all that was is archived', async () => {
  const places = { dataFolder: join(disk.folder, 'data'), archive: join(folder, 'archive.sqlite') }
  const { url, room, ask, posters } = await start(places)
  const goal = { isReached: false }
  const posting = posters.map((poster) => poster.postWhile(url, { room, goOn: () => !goal.isReached }))
  await vi.waitFor(() => expect(confirmed(posters)).toBeGreaterThan(30), SOON)
  fillUp(disk)
  const turnedAway = () => Math.min(...posters.map((poster) => poster.turnedAway))
  await vi.waitFor(() => expect(turnedAway()).toBeGreaterThan(5), SOON)
  for (const { lastRefusal } of posters) expect(lastRefusal).toMatchObject({ code: 503 })
  const before = confirmed(posters)

  makeSpace(disk)
  await vi.waitFor(() => expect(confirmed(posters)).toBeGreaterThan(before + 30), SOON)
  goal.isReached = true
  await Promise.all(posting)
  await expectAllArchived(ask, posters)
})
