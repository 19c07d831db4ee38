import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { UpEnvelope } from '#shared/envelope.ts'
import { XccosError } from '#shared/errors.ts'
import { wordsOf } from '#shared/post.ts'
import { retryFailed } from '../../client/cache/outbox.ts'
import { STALE_MS } from '../../client/sync/sender.ts'
import { BRIDGE, HARBOUR } from './support/cast.ts'
import { SenderRig } from './support/sender-rig.ts'
import { quiet, until } from './support/toy-world.ts'

let rig: SenderRig
beforeEach(async () => {
  rig = await SenderRig.make()
})

describe('a refused post', () => {
  it.each([
    'ErrorPermission',
    'NoSuchNode',
    'NodeDisabled',
    'LimitExceeded',
    'InvalidArgument',
    'DataCollision',
  ] as const)('shows a post refused with %s as failed, and goes on with the next', async (code) => {
    rig.server.take = (post) => {
      if (wordsOf(post) === 'bad') throw new XccosError(code, 'No.')
      return rig.server.keep(post)
    }
    const bad = await rig.write('bad')
    await rig.write('good')
    const { sender } = await rig.connect()
    sender.poke()
    await until(async () => (await rig.cache.outbox.count()) === 1 && rig.server.log.length === 1)
    expect(await rig.cache.outbox.get(bad)).toMatchObject({ state: 'failed', reason: code })
    sender.poke()
    await quiet()
    expect(rig.server.texts()).toEqual(['bad', 'good'])
    rig.server.take = (post) => rig.server.keep(post)
    await retryFailed(rig.cache, bad, rig.world.clock.now())
    sender.poke()
    await until(() => rig.isEmpty())
  })

  it('joins again after "UserNotJoined" and sends the same again', async () => {
    let isJoined = false
    rig.rejoin = () => {
      isJoined = true
      return Promise.resolve()
    }
    rig.server.take = (post) => {
      if (!isJoined) throw new XccosError('UserNotJoined', 'Join first.')
      return rig.server.keep(post)
    }
    await rig.write('one')
    const { sender } = await rig.connect()
    sender.poke()
    await until(() => rig.isEmpty())
    expect(rig.rejoined).toEqual([HARBOUR])
    expect(rig.server.posts()[1]).toEqual(rig.server.posts()[0])
  })

  it('fails the post when joining again is refused, and waits when only the network is gone', async () => {
    rig.server.take = () => {
      throw new XccosError('UserNotJoined', 'Join first.')
    }
    rig.rejoin = () => Promise.reject(new XccosError('NoSuchNode', 'No.'))
    const id = await rig.write('one')
    const { sender } = await rig.connect()
    sender.poke()
    await until(async () => (await rig.stateOf(id)) === 'failed')
    rig.rejoin = () => Promise.reject(Object.assign(new Error('No network.'), { code: 'Offline' }))
    const other = await rig.write('two', BRIDGE)
    sender.poke()
    await until(async () => (await rig.stateOf(other)) === 'waiting')
  })

  it('tries again after a passing trouble of the server, the later posts of the room behind it', async () => {
    let isIll = true
    rig.server.take = (post) => {
      if (isIll) throw new XccosError('DatabaseConnection', 'Later.')
      return rig.server.keep(post)
    }
    const id = await rig.write('one')
    const { sender } = await rig.connect()
    sender.poke()
    await until(async () => (await rig.stateOf(id)) === 'waiting')
    await rig.write('two')
    sender.poke()
    await quiet()
    expect(rig.server.texts()).toEqual(['one'])
    isIll = false
    await rig.world.clock.pass(1_000)
    await until(() => rig.isEmpty())
    expect(rig.server.log.map((post) => wordsOf(post))).toEqual(['one', 'two'])
  })

  it('keeps the order of a room when an earlier post is refused for now and a later one would be taken', async () => {
    let isIll = true
    rig.server.take = (post) => {
      if (isIll && wordsOf(post) === 'one') throw new XccosError('DatabaseConnection', 'Later.')
      return rig.server.keep(post)
    }
    rig.server.answerLater()
    const id = await rig.write('one')
    const { sender } = await rig.connect()
    sender.poke()
    await until(() => rig.server.posts().length === 1)
    await rig.write('two')
    await rig.write('elsewhere', BRIDGE)
    sender.poke()
    await until(() => rig.server.posts().length === 2)
    expect(rig.server.texts()).toEqual(['one', 'elsewhere'])
    rig.server.answerNow()
    await until(async () => (await rig.stateOf(id)) === 'waiting')
    isIll = false
    await rig.world.clock.pass(1_000)
    await until(() => rig.isEmpty())
    expect(rig.server.log.map((post) => wordsOf(post))).toEqual(['elsewhere', 'one', 'two'])
  })

  it('finds the one post that makes an envelope unfit, and sends the others', async () => {
    const isUnfit = (envelope: UpEnvelope) => JSON.stringify(envelope).includes('unfit')
    rig.server.acknowledge = (envelope) =>
      isUnfit(envelope) ? { status: 400, reason: 'No.' } : { status: 200 }
    await rig.write('one')
    const unfit = await rig.write('unfit')
    await rig.write('two')
    const { sender } = await rig.connect()
    sender.poke()
    await until(async () => (await rig.cache.outbox.count()) === 1)
    expect(await rig.cache.outbox.get(unfit)).toMatchObject({ state: 'failed', reason: 'InvalidArgument' })
    expect(rig.server.log.map((post) => wordsOf(post))).toEqual(['one', 'two'])
  })

  it('[U16] asks before it sends what was written more than a day ago', async () => {
    const old = await rig.write('old news')
    await rig.world.clock.pass(STALE_MS + 1)
    await rig.write('new')
    const { sender } = await rig.connect()
    sender.poke()
    await until(async () => (await rig.cache.outbox.count()) === 1)
    expect(await rig.cache.outbox.get(old)).toMatchObject({ state: 'failed', reason: 'Stale' })
    await retryFailed(rig.cache, old, rig.world.clock.now())
    sender.poke()
    await until(() => rig.isEmpty())
    expect(rig.server.texts()).toEqual(['new', 'old news'])
  })
})
