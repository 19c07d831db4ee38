// the power goes while people post. What the disk held at that moment is all there is.

import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { breaches } from '../oracles/breaches.ts'
import { type MainProcess, startMain } from '../support/main-process.ts'
import { type SeededRandom, seededRandom } from '../support/seeded-random.ts'
import { confirmed, furnish, postAll, signInAll } from './furnished.ts'
import { historyOf } from './history-of.ts'
import type { Poster } from './poster.ts'
import { makeDisk, type SmallDisk, whyNoDisk } from './small-disk.ts'
import { soaks } from './soak.ts'

const WITHOUT_FLUSHING = new URL('./without-flushing.ts', import.meta.url).pathname
const why = whyNoDisk()

const disks: SmallDisk[] = []
let server: MainProcess | undefined

beforeEach(({ skip }) => {
  if (why) skip(why)
})
afterEach(cleanUp)

async function cleanUp(): Promise<void> {
  await server?.kill('SIGKILL')
  for (const disk of disks.splice(0)) disk.remove()
}

function start(dataFolder: string, environment: Record<string, string> = {}): MainProcess {
  server = startMain({ environment: { BACKCHAT_DATA: dataFolder, ...environment } })
  return server
}

/** @returns what is left, and who posted what */
async function cutWhilePosting(random: SeededRandom, environment: Record<string, string> = {}) {
  console.log(`seed ${random.seed}`)
  const disk = makeDisk({ megabytes: 48 })
  disks.push(disk)
  const dataFolder = join(disk.folder, 'data')
  mkdirSync(dataFolder)
  const room = await furnish(dataFolder, 'on')
  execFileSync('sync', ['--file-system', dataFolder])

  const running = start(dataFolder, environment)
  const url = await running.ready()
  const posters = await signInAll(url)
  const posting = postAll(posters, { url, room })
  const enough = 100 + random.below(100)
  await vi.waitFor(() => expect(confirmed(posters)).toBeGreaterThan(enough), { timeout: 20_000, interval: 5 })
  running.child.kill('SIGKILL')
  await running.ended
  const left = disk.afterPowerCut()
  disks.push(left)
  await posting
  return { dataFolder: join(left.folder, 'data'), room, posters }
}

test('X-02: after a power cut everything that was confirmed is there, and the server goes on', () =>
  soaks([seededRandom()], freshRandom, async (random) => {
    const { dataFolder, room, posters } = await cutWhilePosting(random)
    const url = await start(dataFolder).ready()
    await postAll(posters, { url, room, each: Math.max(...posters.map((poster) => poster.sealed.length)) })
    expect(await server?.kill('SIGTERM')).toBe(0)
    expect(unanswered(posters)).toBe(0)
    expect(breaches(await historyOf(dataFolder, posters))).toEqual([])
    await cleanUp()
  }))

test('X-02, control: without flushing, the same power cut loses what was confirmed, and this is seen', async () => {
  const { dataFolder, posters } = await cutWhilePosting(seededRandom(), {
    NODE_OPTIONS: `--import=${WITHOUT_FLUSHING}`,
  })
  expect(breaches(await historyOf(dataFolder, posters))).toContainEqual(
    expect.stringMatching(/^I-01: .+ is not in/),
  )
})

const freshRandom = () => seededRandom(Date.now() % 0x7fffffff)

function unanswered(posters: Poster[]): number {
  return posters.reduce((sum, { sealed, receipts }) => sum + sealed.length - receipts.size, 0)
}
