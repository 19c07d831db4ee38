// a line that has become a hole. Nobody is told; only the heartbeat finds out, at both ends, and whatever was
// said into the hole is said again, once.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { Poster } from '../faults/poster.ts'
import { removeData } from '../support/database.ts'
import { type FaultProxy, startFaultProxy, type Way } from '../support/fault-proxy.ts'
import { PASSWORD } from '../support/furnish.ts'
import type { Connection } from '../support/protocol-client.ts'
import { within } from '../support/within.ts'
import { furnishLoad } from './crowd.ts'
import { type Heartbeat, type LoadServer, startLoadServer } from './load-server.ts'

/** Shorter than in life, so that the test is. */
const HEARTBEAT: Heartbeat = { intervalMs: 1_000, timeoutMs: 800 }
/** An end learns of it one whole heartbeat after the last sign of life, at the latest; the rest is for a busy machine. */
const NOTICED_MS = HEARTBEAT.intervalMs + HEARTBEAT.timeoutMs + 3_000

let dataFolder: string
let room: string
let server: LoadServer
let proxy: FaultProxy

beforeEach(async () => {
  const furnished = await furnishLoad({ people: ['ada', 'grace'], rooms: ['Harbour'] })
  dataFolder = furnished.dataFolder
  room = furnished.uris[0] ?? ''
  server = await startLoadServer(dataFolder, { heartbeat: HEARTBEAT })
  proxy = await startFaultProxy({ host: '127.0.0.1', port: Number(new URL(server.url).port) })
})
afterEach(async () => {
  await proxy.close()
  await server.end('SIGKILL')
  await removeData(dataFolder)
})

async function connections(): Promise<number> {
  const health = await (await fetch(`${server.url}/api/health`)).json()
  return (health as { connections: number }).connections
}

type Page = { entries: { signed: string }[] }

async function chats(reader: Connection): Promise<string[]> {
  const { data } = await reader.ask('cmd:bccontext', { room, after: { seq: 0, count: 100 } })
  return (data as Page).entries.map(({ signed }) => (JSON.parse(signed) as { chat: string }).chat)
}

test.each<{ ways: Way[]; what: string }>([
  { ways: ['up', 'down'], what: 'in which everything is lost' },
  { ways: ['down'], what: 'in which the answer is lost' },
])('X-12: a hole $what is noticed by both ends, and the post arrives once', async ({ ways }) => {
  const grace = await Poster.signIn(server.url, 'grace', PASSWORD)
  const watching = await grace.connect(server.url)
  await watching.ask('cmd:join', { room })
  const throughProxy = `http://127.0.0.1:${proxy.port}`
  const ada = await Poster.signIn(throughProxy, 'ada', PASSWORD)
  await ada.postUntil(throughProxy, { room, goal: 3 })
  const said = ada.receipts.size

  let isLost = false
  const posting = ada.postWhile(throughProxy, {
    room,
    goOn: () => {
      if (!isLost && ada.receipts.size > said) {
        isLost = true
        proxy.turns({ kind: 'hole', ways })
      }
      return true
    },
  })
  const leaves = () => watching.notices.take(({ id }) => id === 'ntc:part', 'someone to part')
  await leaves()
  const parted = await within(leaves(), 'the server to notice', NOTICED_MS)
  expect(parted).toMatchObject({ data: { uri: ada.uri } })
  expect(await connections(), 'the connection is freed, the other one is not').toBe(1)
  await within(posting, 'the client to notice', NOTICED_MS)
  expect(ada.sealed.length, 'something was said into the hole').toBeGreaterThan(ada.receipts.size)

  proxy.turns({ kind: 'pass' })
  await ada.postUntil(throughProxy, { room, goal: ada.sealed.length })
  const log = await chats(watching)
  expect(log.toSorted()).toEqual(ada.sealed.map(({ post }) => JSON.parse(post.signed).chat).toSorted())
  watching.close()
})
