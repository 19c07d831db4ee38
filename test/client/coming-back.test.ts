import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { readFact } from '../../client/cache/database.ts'
import { enqueue } from '../../client/cache/outbox.ts'
import { ADA, BEN, entry, HARBOUR, provisioningFor, range } from './support/cast.ts'
import { connectorRig, type Rig } from './support/connector-rig.ts'
import { until } from './support/toy-world.ts'

let rig: Rig
beforeEach(async () => {
  rig = await connectorRig()
})

describe('coming back', () => {
  it('[P15.2] tries every address of the pool before it waits', async () => {
    const { server, web, goLive } = rig
    const PersistentChatPoolUris = ['http://one.test', 'http://two.test', 'http://three.test']
    web.answers['GET /api/provisioning'] = () => ({ body: provisioningFor(ADA, { PersistentChatPoolUris }) })
    server.admit = (address) => (address === 'http://three.test' ? undefined : 'unreachable')
    await goLive()
    expect(server.dialled.map(({ address }) => address)).toEqual(PersistentChatPoolUris)
  })

  it('waits as long as a busy server asks', async () => {
    const { world, server, connector, now, isLive } = rig
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
    const { world, server, now, isLive, goLive } = rig
    await goLive()
    server.tell({ id: 'ntc:drain', data: { reason: 'restart', retryAfterMs: 1_000 } })
    await until(() => now()?.state === 'waiting')
    expect([now(), server.isConnected()]).toMatchObject([{ why: 'drain' }, false])
    await world.clock.pass(1_500)
    await until(isLive)
  })

  it('is offline without network, and hurries when it returns', async () => {
    const { web, connector, now, isLive, network } = rig
    network.isOnline = false
    web.isReachable = false
    connector.start()
    await until(() => now()?.state === 'offline')
    await expect(connector.session()).rejects.toMatchObject({ code: 'Offline' })
    network.isOnline = true
    web.isReachable = true
    connector.hurry()
    await until(isLive)
    expect(await connector.session()).toBeDefined()
  })

  it('keeps the copy when the session expired, and goes on after signing in again', async () => {
    const { cache, world, web, connector, goLive } = rig
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
    const { world, server, web, connector, now, isLive } = rig
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
    const { cache, world, server, connector, now } = rig
    server.admit = () => ({ status: 403, diagnostic: 20010, reason: 'not provisioned' })
    connector.start()
    await until(() => now()?.state === 'waiting')
    await world.clock.pass(1_000)
    await until(async () => (await readFact(cache, 'session'))?.state === 'signed-out')
    expect(await readFact(cache, 'session')).toMatchObject({ reason: 'not-provisioned' })
  })

  it('hides the feature when policy says so', async () => {
    const { cache, server, web, connector, now } = rig
    const hidden = { EnablePersistentChat: false, ticket: null }
    web.answers['GET /api/provisioning'] = () => ({ body: provisioningFor(ADA, hidden) })
    connector.start()
    await until(() => now()?.state === 'refused')
    expect(await readFact(cache, 'session')).toMatchObject({ state: 'signed-in', feature: 'hidden' })
    expect(server.dialled).toEqual([])
  })

  it('leaves nothing of the former person when another signs in', async () => {
    const { cache, world, server, web, connector, goLive } = rig
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
