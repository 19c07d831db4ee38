import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { removeData } from '../support/database.ts'
import { furnishFolder, openFolder, PASSWORD } from '../support/furnish.ts'
import type { Connection } from '../support/protocol-client.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { startServerProcess } from '../support/server-process.ts'
import { Poster } from './poster.ts'

const ROUNDS = 10
const POSTERS = ['ada', 'grace', 'linus']
const LONGEST_LIFE_MS = 250

let dataFolder: string

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'backchat-kill-'))
})
afterEach(() => removeData(dataFolder))

/** Accounts and a room. */
async function furnish(): Promise<string> {
  const services = await openFolder(dataFolder)
  const { uris } = await furnishFolder(services, { people: POSTERS, rooms: ['Harbour'] })
  await services.admin.run({ act: 'compliance.set', args: { to: 'on' } })
  await services.close()
  return uris[0] ?? ''
}

/** The seq of every recorded post, in the order of recording. */
async function recordedPosts(): Promise<(number | null)[]> {
  const services = await openFolder(dataFolder)
  const events = await services.store.complianceEvents({ after: 0, limit: 1_000_000 })
  await services.close()
  return events.filter(({ kind }) => kind === 'chat').map(({ seq }) => seq)
}

type LogEntry = { seq: number; signed: string }

async function readWholeLog(connection: Connection, room: string): Promise<LogEntry[]> {
  const entries: LogEntry[] = []
  for (;;) {
    const reply = await connection.ask('cmd:bccontext', {
      room,
      after: { seq: entries.at(-1)?.seq ?? 0, count: 200 },
    })
    const page = reply.data as { entries: LogEntry[]; complete: boolean }
    entries.push(...page.entries)
    if (page.complete) return entries
  }
}

test('[P12.3] kill -9 while several people post: each post is there once, in a log without holes', async () => {
  const random = seededRandom()
  console.log(`seed ${random.seed}`)
  const room = await furnish()
  let server = await startServerProcess(dataFolder)
  const posters = await Promise.all(POSTERS.map((username) => Poster.signIn(server.url, username, PASSWORD)))

  for (let round = 0; round < ROUNDS; round += 1) {
    const posting = posters.map((poster) =>
      poster.postUntil(server.url, { room, goal: Number.POSITIVE_INFINITY }).catch(() => {}),
    )
    await wait(100 + random.below(LONGEST_LIFE_MS))
    await server.end('SIGKILL')
    await Promise.all(posting)
    server = await startServerProcess(dataFolder)
  }
  const acknowledged = posters.reduce((sum, { receipts }) => sum + receipts.size, 0)
  expect(acknowledged, 'posts were acknowledged between the kills').toBeGreaterThan(ROUNDS)
  await Promise.all(
    posters.map((poster) => poster.postUntil(server.url, { room, goal: poster.sealed.length })),
  )

  const connection = await posters[0]?.connect(server.url)
  const log = connection ? await readWholeLog(connection, room) : []
  connection?.close()
  const seqById = new Map(log.map(({ seq, signed }) => [(JSON.parse(signed) as { id: string }).id, seq]))
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1))
  expect(seqById.size, 'no id stands twice').toBe(log.length)
  expect(log).toHaveLength(posters.reduce((sum, { sealed }) => sum + sealed.length, 0))
  for (const poster of posters) {
    for (const { id } of poster.sealed) expect(seqById.get(id)).toBe(poster.receipts.get(id)?.seq)
  }
  expect(await server.end('SIGTERM')).toBe(0)
  expect(await recordedPosts(), 'each post was recorded with its commit').toEqual(log.map(({ seq }) => seq))
})
