import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Cache, readFact } from '../../client/cache/database.ts'
import { followedRooms, intendToFollow, intendToMark } from '../../client/cache/intents.ts'
import { readHistory } from '../../client/cache/log.ts'
import { enqueue } from '../../client/cache/outbox.ts'
import { rememberOpen } from '../../client/cache/owner.ts'
import type { Connection } from '../../client/sync/connection.ts'
import { Connector } from '../../client/sync/connector.ts'
import {
  ADA,
  adasCache,
  BEN,
  BRIDGE,
  DEVICE,
  entry,
  HARBOUR,
  provisioningFor,
  range,
  room,
} from './support/cast.ts'
import { HarbourServer } from './support/harbour-server.ts'
import { type ToyWeb, toyWeb } from './support/toy-web.ts'
import { quiet, type ToyWorld, toyWorld, until } from './support/toy-world.ts'

let cache: Cache
let world: ToyWorld
let server: HarbourServer
let web: ToyWeb
let shown: Connection[]
let connector: Connector
let isOnline: boolean

beforeEach(async () => {
  cache = await adasCache()
  world = toyWorld()
  server = new HarbourServer()
  web = toyWeb()
  shown = []
  isOnline = true
  const grounds = { cache, world, web: web.client, dial: server.dial, deviceName: () => 'Test' }
  connector = new Connector(grounds, { isOnline: () => isOnline }, (connection) => shown.push(connection))
})

const now = () => shown.at(-1)
const isLive = () => now()?.state === 'live'
const goLive = async () => {
  connector.start()
  await until(isLive)
}

describe('the sign-in sequence', () => {
  it('goes through its steps in order', async () => {
    await goLive()
    expect(web.asked).toEqual(['GET /api/provisioning', 'POST /api/devices'])
    expect(server.dialled).toEqual([{ address: 'http://one.test', ticket: 'ticket', deviceId: DEVICE }])
    expect(server.commands()).toEqual([
      'cmd:getserverinfo',
      'cmd:getassociations',
      'cmd:getassociations',
      'cmd:getpresence',
      'cmd:bjoin',
      'cmd:getinv',
    ])
    expect(shown.map((connection) => connection.state)).toEqual([
      'connecting',
      'connecting',
      'catching-up',
      'live',
    ])
  })

  it('loads a new room’s newest page, and next time only what lies after it', async () => {
    server.entries = range(1, 50).map((seq) => entry(seq))
    await goLive()
    expect(server.pages).toEqual([{ room: HARBOUR, last: { count: 30 } }])
    server.drop()
    server.entries = range(1, 53).map((seq) => entry(seq))
    await world.clock.pass(1_000)
    await until(isLive)
    expect(server.pages.slice(1)).toEqual([{ room: HARBOUR, after: { seq: 50, count: 200 } }])
    expect((await readHistory(cache, HARBOUR)).runs).toEqual([{ from: 21, to: 53 }])
  })

  it('asks for nothing when nothing was missed', async () => {
    server.entries = range(1, 50).map((seq) => entry(seq))
    await goLive()
    server.drop()
    await world.clock.pass(1_000)
    await until(isLive)
    expect(server.pages).toHaveLength(1)
  })

  it('[U12] keeps a big hole as a gap and loads the newest page above it', async () => {
    server.entries = range(1, 40).map((seq) => entry(seq))
    await goLive()
    server.drop()
    server.entries = range(1, 900).map((seq) => entry(seq))
    await world.clock.pass(1_000)
    await until(isLive)
    expect((await readHistory(cache, HARBOUR)).runs).toEqual([
      { from: 11, to: 40 },
      { from: 841, to: 900 },
    ])
  })

  it('heals a hole that a live post shows', async () => {
    server.entries = range(1, 10).map((seq) => entry(seq))
    await goLive()
    server.entries = range(1, 14).map((seq) => entry(seq))
    server.deliver([entry(14)])
    await quiet()
    await world.clock.pass(300)
    await until(async () => (await cache.entries.count()) === 14)
    expect((await readHistory(cache, HARBOUR)).runs).toEqual([{ from: 1, to: 14 }])
  })

  it('enters rooms open on this device and rooms that posts wait for, and sends those', async () => {
    server.rooms.set(BRIDGE, room(BRIDGE))
    server.followed = []
    await rememberOpen(cache, HARBOUR, 1)
    await enqueue(cache, world, { room: BRIDGE, guid: 'g', text: 'written offline' })
    await goLive()
    await until(async () => (await cache.outbox.count()) === 0)
    expect(server.commands().filter((id) => id === 'cmd:join')).toHaveLength(2)
    expect(server.log.map((post) => post.chat)).toEqual(['written offline'])
  })

  it('carries what was followed and read offline', async () => {
    server.rooms.set(BRIDGE, room(BRIDGE))
    server.entries = range(1, 5).map((seq) => entry(seq))
    await intendToFollow(cache, { room: BRIDGE, follow: true, stamp: '1' })
    await intendToMark(cache, { room: HARBOUR, seq: 3, stamp: '2' })
    expect(await followedRooms(cache)).toEqual(new Set([BRIDGE]))
    await goLive()
    expect(server.followed).toEqual([HARBOUR, BRIDGE])
    expect(server.commands()).toContain('cmd:markread')
    expect(await cache.intents.count()).toBe(0)
    expect((await cache.rooms.get(BRIDGE))?.joined).toBe(true)
  })

  it('joins and leaves rooms as they are followed on another device', async () => {
    server.rooms.set(BRIDGE, room(BRIDGE))
    await goLive()
    const follow = (...rooms: string[]) => {
      server.followed = rooms
      const categories = rooms.map((instance) => ({ name: 'roomSetting', instance }))
      server.tell({ id: 'ntc:presence', data: { categories, version: 10 + server.commands().length } })
    }
    follow(HARBOUR, BRIDGE)
    await until(async () => (await cache.rooms.get(BRIDGE))?.joined === true)
    follow(BRIDGE)
    await until(async () => (await cache.rooms.get(HARBOUR))?.joined === false)
    expect(server.commands().at(-1)).toBe('cmd:part')
  })

  it('takes the copy of a room away when it is refused or kicked out of it', async () => {
    server.entries = range(1, 5).map((seq) => entry(seq))
    await goLive()
    server.tell({ id: 'ntc:kick', data: { room: HARBOUR, code: 403, text: 'ErrorPermission' } })
    await until(async () => (await cache.entries.count()) === 0)
    expect(await cache.rooms.get(HARBOUR)).toMatchObject({ access: 'lost', joined: false })
  })

  it('shows who comes and goes', async () => {
    server.rooms.set(HARBOUR, room(HARBOUR, { participants: [{ uri: ADA, displayName: 'Ada', roles: [] }] }))
    await goLive()
    const participant = { uri: BEN, displayName: 'Ben', roles: [] }
    server.tell({ id: 'ntc:join', data: { room: HARBOUR, participant, participantCount: 2 } })
    await until(async () => (await cache.rosters.get(HARBOUR))?.count === 2)
    server.tell({ id: 'ntc:part', data: { room: HARBOUR, uri: ADA, participantCount: 1 } })
    await until(async () => (await cache.rosters.get(HARBOUR))?.count === 1)
    expect((await cache.rosters.get(HARBOUR))?.people).toEqual([participant])
  })
})

describe('coming back', () => {
  it('tries every address of the pool before it waits', async () => {
    const PersistentChatPoolUris = ['http://one.test', 'http://two.test', 'http://three.test']
    web.answers['GET /api/provisioning'] = () => ({ body: provisioningFor(ADA, { PersistentChatPoolUris }) })
    server.admit = (address) => (address === 'http://three.test' ? undefined : 'unreachable')
    await goLive()
    expect(server.dialled.map(({ address }) => address)).toEqual(PersistentChatPoolUris)
  })

  it('waits as long as a busy server asks', async () => {
    let isBusy = true
    const refusal = { status: 503, diagnostic: 20000, reason: 'busy', retryAfterMs: 4_000 }
    server.admit = () => (isBusy ? refusal : undefined)
    connector.start()
    await until(() => now()?.state === 'waiting')
    expect(now()).toEqual({ state: 'waiting', why: 'busy', retryAt: world.clock.now() + 5_000 })
    isBusy = false
    await world.clock.pass(5_000)
    await until(isLive)
  })

  it('moves when the server drains', async () => {
    await goLive()
    server.tell({ id: 'ntc:drain', data: { reason: 'restart', retryAfterMs: 1_000 } })
    await until(() => now()?.state === 'waiting')
    expect([now(), server.isConnected()]).toMatchObject([{ why: 'drain' }, false])
    await world.clock.pass(1_500)
    await until(isLive)
  })

  it('is offline without network, and hurries when it returns', async () => {
    isOnline = false
    web.isReachable = false
    connector.start()
    await until(() => now()?.state === 'offline')
    await expect(connector.session()).rejects.toMatchObject({ code: 'Offline' })
    isOnline = true
    web.isReachable = true
    connector.hurry()
    await until(isLive)
    expect(await connector.session()).toBeDefined()
  })

  it('keeps the copy when the session expired, and goes on after signing in again', async () => {
    await enqueue(cache, world, { room: HARBOUR, guid: 'g', text: 'waits' })
    web.answers['GET /api/provisioning'] = () => ({
      status: 401,
      body: { code: 'UNAUTHORIZED', message: 'no' },
    })
    connector.start()
    await until(async () => (await readFact(cache, 'session'))?.state === 'signed-out')
    expect(await readFact(cache, 'session')).toEqual({ state: 'signed-out', reason: 'expired' })
    expect(await cache.outbox.count()).toBe(1)
    web.answers['GET /api/provisioning'] = () => ({ body: provisioningFor(ADA) })
    await goLive()
    await until(async () => (await cache.outbox.count()) === 0)
  })

  it('enrols anew, once, when the server does not know the device', async () => {
    let isKnown = false
    server.admit = () => (isKnown ? undefined : { status: 403, diagnostic: 20010, reason: 'unknown device' })
    connector.start()
    await until(() => server.dialled.length === 1)
    isKnown = true
    await until(() => now()?.state === 'waiting')
    await world.clock.pass(1_000)
    await until(isLive)
    expect(web.asked.filter((name) => name === 'POST /api/devices')).toHaveLength(2)
  })

  it('signs out when the server knows the person no more', async () => {
    server.admit = () => ({ status: 403, diagnostic: 20010, reason: 'not provisioned' })
    connector.start()
    await until(() => now()?.state === 'waiting')
    await world.clock.pass(1_000)
    await until(async () => (await readFact(cache, 'session'))?.state === 'signed-out')
    expect(await readFact(cache, 'session')).toMatchObject({ reason: 'not-provisioned' })
  })

  it('hides the feature when policy says so', async () => {
    const hidden = { EnablePersistentChat: false, ticket: null }
    web.answers['GET /api/provisioning'] = () => ({ body: provisioningFor(ADA, hidden) })
    connector.start()
    await until(() => now()?.state === 'refused')
    expect(await readFact(cache, 'session')).toMatchObject({ state: 'signed-in', feature: 'hidden' })
    expect(server.dialled).toEqual([])
  })

  it('leaves nothing of the former person when another signs in', async () => {
    server.entries = range(1, 5).map((seq) => entry(seq))
    await goLive()
    connector.stop()
    await enqueue(cache, world, { room: HARBOUR, guid: 'g', text: 'Ada’s' })
    web.answers['GET /api/provisioning'] = () => ({ body: provisioningFor(BEN) })
    server.followed = []
    server.rooms.clear()
    await goLive()
    expect([await cache.entries.count(), await cache.outbox.count(), await cache.rooms.count()]).toEqual([
      0, 0, 0,
    ])
    expect((await cache.devices.toArray()).map((device) => device.person)).toEqual([BEN])
  })
})
