// The database goes away under load and comes back. The server lives on, turns people away meanwhile, and in the
// end every post is there once, in everybody's hands. (X-16, I-01 to I-05, I-25)

import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Poster } from '../faults/poster.ts'
import { storedState } from '../faults/stored-state.ts'
import { keepIn, removeData } from '../support/database.ts'
import { furnishFolder, openFolder, PASSWORD } from '../support/furnish.ts'
import { type Cluster, createDatabase, startCluster } from '../support/postgres.ts'
import { http } from '../support/protocol-client.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { type ServerProcess, startServerProcess } from '../support/server-process.ts'

const CRASHES = 4
const POSTERS = ['ada', 'grace', 'linus']

let cluster: Cluster
let dataFolder: string
let room: string
let server: ServerProcess

beforeEach(async () => {
  cluster = await startCluster()
  dataFolder = await mkdtemp(join(tmpdir(), 'backchat-restart-'))
  keepIn(dataFolder, await createDatabase(cluster.url))
  const services = await openFolder(dataFolder)
  const { uris } = await furnishFolder(services, { people: POSTERS, rooms: ['Harbour'] })
  await services.admin.run({ act: 'compliance.set', args: { to: 'on' } })
  await services.close()
  room = uris[0] ?? ''
  server = await startServerProcess(dataFolder)
})
afterEach(async () => {
  await server.end('SIGKILL')
  await removeData(dataFolder)
  await cluster.stop()
})

async function log(): Promise<{ seq: number; id: string }[]> {
  const services = await openFolder(dataFolder)
  const access = await services.store.roomAccess({ uri: room })
  const page = await services.store.page({
    ...{ roomId: access?.room.id ?? 0, mode: 'after', seq: 0, count: 100_000 },
  })
  await services.close()
  const { recorded = [] } = await storedState(dataFolder)
  const seqs = recorded.map(({ seq }) => seq).sort((a, b) => a - b)
  expect(seqs, 'each post was recorded with its commit').toEqual(page.rows.map(({ seq }) => seq))
  return page.rows
}

test('X-16: a database that crashes and comes back, again and again, while people post', async () => {
  const random = seededRandom()
  console.log(`seed ${random.seed}`)
  const posters = await Promise.all(POSTERS.map((username) => Poster.signIn(server.url, username, PASSWORD)))
  const watcher = await posters[0]?.connect(server.url)
  await watcher?.ask('cmd:join', { room })
  const posted = () => posters.reduce((sum, { receipts }) => sum + receipts.size, 0)
  const goal = { isReached: false }
  const posting = posters.map((poster) => poster.postWhile(server.url, { room, goOn: () => !goal.isReached }))

  await vi.waitFor(() => expect(posters.map(({ receipts }) => receipts.size)).not.toContain(0), {
    timeout: 10_000,
  })
  for (let crash = 0; crash < CRASHES; crash += 1) {
    const before = posted()
    await vi.waitFor(() => expect(posted()).toBeGreaterThan(before + 20), { timeout: 10_000 })
    await wait(random.below(100))
    await cluster.crashAndRestart()
  }
  const recovered = posted()
  await vi.waitFor(() => expect(posted()).toBeGreaterThan(recovered + 20), { timeout: 10_000 })
  goal.isReached = true
  await Promise.all(posting)

  expect(posters.reduce((sum, { turnedAway }) => sum + turnedAway, 0)).toBeGreaterThan(0)
  expect(await server.end('SIGTERM'), 'the process outlived every crash').toBe(0)
  await watcher?.ended
  const announced = new Set(watcher?.entries.peek().map(({ seq }) => seq))
  const rows = await log()
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
  const seqById = new Map(rows.map(({ seq, id }) => [id, seq]))
  expect(seqById.size, 'no id stands twice').toBe(rows.length)
  expect(rows).toHaveLength(posters.reduce((sum, { sealed }) => sum + sealed.length, 0))
  for (const poster of posters)
    for (const { id } of poster.sealed) expect(poster.receipts.get(id)?.seq).toBe(seqById.get(id))
  expect(announced, 'who only listened heard of every post').toEqual(new Set(seqById.values()))
})

test('while it is away the server says so, and afterwards serves as before', async () => {
  const ada = await Poster.signIn(server.url, 'ada', PASSWORD)
  const token = ada.token
  const signIn = () =>
    http(`${server.url}/api/auth/sign-in/username`, { body: { username: 'grace', password: PASSWORD } })
  const asked = () => [
    http(`${server.url}/api/health`, {}),
    http(`${server.url}/api/provisioning`, { token }),
    signIn(),
  ]
  const statuses = async () => (await Promise.all(asked())).map(({ status }) => status)
  expect(await statuses()).toEqual([200, 200, 200])

  await cluster.crash()
  expect(await statuses()).toEqual([503, 503, 503])
  expect((await signIn()).body).toMatchObject({ error: { code: 'DatabaseConnection' } })

  await cluster.start()
  expect(await statuses()).toEqual([200, 200, 200])
  expect(await server.end('SIGTERM')).toBe(0)
})

test('a server can be stopped in order while its database is away', async () => {
  const ada = await Poster.signIn(server.url, 'ada', PASSWORD)
  const connection = await ada.connect(server.url)
  await connection.ask('cmd:join', { room })
  await cluster.crash()
  expect(await server.end('SIGTERM')).toBe(0)
  await connection.ended
  await cluster.start()
})
