import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { Cache, readFact, writeFact } from '../../client/cache/database.ts'
import { takeJoined } from '../../client/cache/intake-rooms.ts'
import { enqueue } from '../../client/cache/outbox.ts'
import { takeOwner, wipe } from '../../client/cache/owner.ts'
import { standForLeader } from '../../client/sync/core.ts'
import { Leader } from '../../client/sync/leader.ts'
import { Line, type Port } from '../../client/sync/line.ts'
import { ADA, adasCache, entry, HARBOUR, provisioningFor, range, room } from './support/cast.ts'
import { HarbourServer } from './support/harbour-server.ts'
import { type ToyWeb, toyWeb } from './support/toy-web.ts'
import { type ToyWorld, toyWorld, until } from './support/toy-world.ts'

const silent: Port = { post: () => undefined, listen: () => undefined }

let cache: Cache
let world: ToyWorld
let server: HarbourServer
let web: ToyWeb

beforeEach(async () => {
  cache = await adasCache()
  world = toyWorld()
  server = new HarbourServer()
  web = toyWeb()
})

function tab(name = 'a'): { line: Line; leader: Leader } {
  const line = new Line(silent, world.clock, name)
  const grounds = { cache, world, web: web.client, dial: server.dial, deviceName: () => 'Test' }
  return { line, leader: new Leader(grounds, { isOnline: () => true }, line) }
}

const sessionState = async () => (await readFact(cache, 'session'))?.state

describe('the tab that leads', () => {
  it('connects who is signed in, sends what any tab writes, and answers questions', async () => {
    server.entries = range(1, 50).map((seq) => entry(seq))
    const { line, leader } = tab()
    const end = leader.lead()
    await until(() => line.status().connection.state === 'live')
    expect(line.status()).not.toHaveProperty('lostSince')
    await enqueue(cache, world, { room: HARBOUR, guid: 'g', text: 'ahoy' })
    await until(() => server.log.length === 1)
    expect((await line.ask('find', '')).rooms.map(({ uri }) => uri)).toEqual([HARBOUR])
    expect(await line.ask('older', { room: HARBOUR, before: 21 })).toBe(1)
    end()
    await until(() => !server.isConnected())
  })

  it('follows sign-out and sign-in in whichever tab they happen', async () => {
    const { line, leader } = tab()
    const end = leader.lead()
    await until(() => line.status().connection.state === 'live')
    await wipe(cache, { state: 'signed-out' })
    await until(() => !server.isConnected())
    await takeOwner(cache, provisioningFor(ADA), 'second')
    await until(() => line.status().connection.state === 'live')
    end()
  })

  it('hands the lead to the next tab when it goes', async () => {
    const order: string[] = []
    const gone = Promise.withResolvers<void>()
    standForLeader(world.locks, async () => {
      order.push('first')
      await gone.promise
    })
    standForLeader(world.locks, async () => {
      order.push('second')
      await Promise.resolve()
    })
    await until(() => order.length === 1)
    gone.resolve()
    await until(() => order.length === 2)
    expect(order).toEqual(['first', 'second'])
  })

  it('tells the server of a sign-out that happened without network', async () => {
    await wipe(cache, { state: 'signed-out' }, { owesSignOut: true })
    const end = tab().leader.lead()
    await until(async () => (await readFact(cache, 'owesSignOut')) === undefined)
    expect(web.asked).toContain('POST /api/auth/sign-out')
    expect(server.dialled).toEqual([])
    end()
  })
})

describe('the first visit', () => {
  beforeEach(() => {
    cache = new Cache(`visit-${performance.now()}`)
    web.answers['GET /api/provisioning'] = () => ({
      status: 401,
      body: { error: { code: 'InvalidToken', message: 'no' } },
    })
  })

  it.each([
    ['asks for sign-in', { needed: false }, 'signed-out'],
    ['points to the set-up link on a server without accounts', { needed: true }, 'setup-needed'],
  ] as const)('%s', async (_name, body, state) => {
    web.answers['GET /api/setup'] = () => ({ body })
    const end = tab().leader.lead()
    await until(async () => (await sessionState()) === state)
    end()
  })

  it('finds a session that the browser still has', async () => {
    web.answers['GET /api/provisioning'] = () => ({ body: provisioningFor(ADA) })
    const { line, leader } = tab()
    const end = leader.lead()
    await until(() => line.status().connection.state === 'live')
    expect(await sessionState()).toBe('signed-in')
    end()
  })

  it('does not hang without network', async () => {
    web.isReachable = false
    const end = tab().leader.lead()
    await until(async () => (await sessionState()) === 'signed-out')
    end()
  })
})

describe('the copy', () => {
  it('keeps the taste of the device when it is wiped, and nothing else', async () => {
    await writeFact(cache, 'settings', { language: 'ru', theme: 'dark', enterSends: true, reopenRooms: true })
    await enqueue(cache, world, { room: HARBOUR, guid: 'g', text: 'gone' })
    await takeJoined(cache, [room(HARBOUR)])
    await wipe(cache, { state: 'signed-out' })
    const counts = await Promise.all(cache.tables.map(async (table) => [table.name, await table.count()]))
    expect(counts.filter(([, count]) => count !== 0)).toEqual([['facts', 2]])
    expect((await readFact(cache, 'settings'))?.language).toBe('ru')
  })
})
