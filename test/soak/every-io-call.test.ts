// every call to the disk fails once: one in the first run, a later one in the next, until a run has none that could
// fail. Whatever the server makes of it, nothing that was confirmed is lost, and the next start is as good as ever. Each
// soak takes some of the calls, from another one on; SEED replays it, and EVERY_CALL=1 takes all.

import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { silentLog } from '../../server/logger.ts'
import { furnish, postAll, signInAll } from '../faults/furnished.ts'
import { historyOf } from '../faults/history-of.ts'
import type { Poster } from '../faults/poster.ts'
import { STRACE, whyNoTracing } from '../faults/tracing.ts'
import { breaches } from '../oracles/breaches.ts'
import { type MainProcess, startMain } from '../support/main-process.ts'
import { seededRandom } from '../support/seeded-random.ts'

const WRITES = 'pwrite64,fsync,fdatasync,ftruncate'
const READS = 'pread64'
const FILES = ['backchat.sqlite', 'backchat.sqlite-wal']
const POSTS = 6
/** Far more than a run has; a sweep that gets so far does not end by itself. */
const MOST_CALLS = 1_000
const SWEEP_MS = 20 * 60_000
const why = whyNoTracing()

let root: string
let room: string

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'backchat-every-call-'))
  room = await furnish(join(root, 'furnished'), 'on')
})
afterAll(() => rmSync(root, { recursive: true }))

beforeEach(({ skip }) => {
  if (why) skip(why)
})

type Sweep = { error: string; calls: string; step: number }

const random = seededRandom()

test.each<Sweep>([
  { error: 'EIO', calls: WRITES, step: 4 },
  { error: 'ENOSPC', calls: WRITES, step: 8 },
  // The start reads every page: there are many, and they are alike.
  { error: 'EIO', calls: READS, step: 16 },
])('X-07: every call to the disk fails once: $calls, with $error', { timeout: SWEEP_MS }, async (sweep) => {
  const step = process.env.EVERY_CALL ? 1 : sweep.step
  const first = 1 + random.below(step)
  let place = first
  while (await failsAt(place, sweep)) {
    place += step
    expect(place).toBeLessThan(MOST_CALLS)
  }
  console.log(
    `seed ${random.seed}: ${sweep.calls}, every ${step}th of ${place} calls failed with ${sweep.error}`,
  )
  expect(place).toBeGreaterThan(first + POSTS)
})

/** Makes the call at this place of each thread fail; false when there was none. */
async function failsAt(place: number, { error, calls }: Sweep): Promise<boolean> {
  const dataFolder = join(root, `${calls}-${error}-${place}`)
  cpSync(join(root, 'furnished'), dataFolder, { recursive: true })
  const trace = `${dataFolder}.trace`
  const files = FILES.flatMap((name) => ['-P', join(dataFolder, name)])
  const inject = ['-e', `trace=${calls}`, '-e', `inject=${calls}:error=${error}:when=${place}`]
  const under = [STRACE, '-D', '-f', '-qq', '-o', trace, ...files, ...inject]
  const { server, posters } = await live(dataFolder, under)
  await server.kill('SIGTERM')
  const hasFailed = readFileSync(trace, 'utf8').includes('(INJECTED)')
  expect(server.err(), `place ${place}`).not.toMatch(/nobody (?:foresaw|waited for)/)

  const healed = await startApp(readConfig({ BACKCHAT_DATA: dataFolder, BACKCHAT_PORT: '0' }), {
    log: silentLog,
  })
  await postAll(posters, { url: healed.url, room, each: POSTS })
  await healed.stop()
  expect(breaches(await historyOf(dataFolder, posters)), `place ${place}`).toEqual([])
  rmSync(dataFolder, { recursive: true })
  return hasFailed
}

/** Starts it and posts, as far as it goes. */
async function live(
  dataFolder: string,
  under: string[],
): Promise<{ server: MainProcess; posters: Poster[] }> {
  const server = startMain({ environment: { BACKCHAT_DATA: dataFolder }, under })
  try {
    const url = await server.ready()
    const posters = await signInAll(url, ['ada'])
    await Promise.race([postAll(posters, { url, room, each: POSTS }), server.ended])
    return { server, posters }
  } catch {
    return { server, posters: [] }
  }
}
