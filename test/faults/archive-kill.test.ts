// The server is killed again and again while it archives: every act is written out once, and the archive is proven whole.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askServer } from '../../server/web/control-client.ts'
import { breaches } from '../oracles/breaches.ts'
import { type MainProcess, startMain } from '../support/main-process.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { furnish, postAll, signInAll } from './furnished.ts'
import { historyOf } from './history-of.ts'
import type { Poster } from './poster.ts'
import { isSoak } from './soak.ts'

const ROUNDS = isSoak ? 40 : 3
const LONGEST_LIFE_MS = 700

let dataFolder: string
let folder: string
let room: string
let server: MainProcess | undefined

beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'backchat-archiving-'))
  folder = join(dataFolder, 'written')
  room = await furnish(dataFolder, 'on')
})
afterAll(async () => {
  await server?.kill('SIGKILL')
  rmSync(dataFolder, { recursive: true })
})

async function start(): Promise<string> {
  server = startMain({ environment: { BACKCHAT_DATA: dataFolder } })
  return server.ready()
}

async function ask(act: string, args: object = {}): Promise<unknown> {
  const answer = await askServer(dataFolder, { act, args })
  if (!answer.reached) throw new Error('The server is not there.')
  return answer.result
}

/** People post, and the archive runs all the time, until the server dies. */
async function lives(posters: Poster[], url: string, lifeMs: number): Promise<void> {
  let isOver = false
  const archiving = (async () => {
    while (!isOver) await ask('compliance.run').catch(() => wait(5))
  })()
  const posting = postAll(posters, { url, room })
  await wait(lifeMs)
  await server?.kill('SIGKILL')
  isOver = true
  await Promise.all([archiving, posting])
}

/** What stands under a finished name; what was left behind unfinished does not count. */
type Line = { number: number; kind: string; post: string | null; body: Stay }
type Stay = { session?: string; service?: string; orphan?: true }

function writtenLines(): Line[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.ndjson'))
  return names.sort().flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  )
}

/** Whom a server that was killed had in its rooms has left just once, as its successor says. */
function expectNobodyLeftBehind(lines: Line[]): void {
  const joins = lines.filter(({ kind }) => kind === 'join').map(({ body }) => body)
  const last = joins.at(-1)?.service
  const orphaned = joins.filter(({ service }) => service !== last)
  expect(orphaned.length).toBeGreaterThan(0)
  for (const { session } of orphaned) {
    const parts = lines.filter(({ kind, body }) => kind === 'part' && body.session === session)
    expect(parts.map(({ body }) => body.orphan)).toEqual([true])
  }
}

test('X-01: killed at any moment, the archive holds each act once, in order, and every adapter has written it once', async () => {
  const random = seededRandom()
  console.log(`seed ${random.seed}`)
  let url = await start()
  await ask('compliance.adapter.add', { name: 'lines', format: 'jsonl', folder })
  const posters = await signInAll(url)
  // However soon the first life ends, somebody is in the room then.
  const early = await posters[0]?.connect(url)
  expect((await early?.ask('cmd:join', { room }))?.resp.code).toBe(200)
  for (let round = 0; round < ROUNDS; round += 1) {
    await lives(posters, url, random.below(LONGEST_LIFE_MS))
    url = await start()
  }
  await postAll(posters, { url, room, each: Math.max(...posters.map(({ sealed }) => sealed.length)) })
  await ask('compliance.run')
  expect(await ask('compliance.verify')).toMatchObject({ findings: [] })
  expect(await server?.kill('SIGTERM')).toBe(0)

  const lines = writtenLines()
  expect(lines.map(({ number }) => number)).toEqual(lines.map((_, at) => at + 1))
  expectNobodyLeftBehind(lines)
  const posts = lines.filter(({ kind }) => kind === 'chat').map(({ post }) => post)
  const confirmed = posters.flatMap(({ receipts }) => [...receipts.keys()])
  expect(confirmed.length).toBeGreaterThan(0)
  expect(posts.toSorted()).toEqual(confirmed.toSorted())
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([])
  expect(breaches(await historyOf(dataFolder, posters))).toEqual([])
})
