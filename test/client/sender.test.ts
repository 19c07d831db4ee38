import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { UpEnvelope } from '#shared/envelope.ts'
import { XccosError } from '#shared/errors.ts'
import type { Cache } from '../../client/cache/database.ts'
import { deviceOf } from '../../client/cache/device.ts'
import { awaitNetwork, enqueue, retryFailed } from '../../client/cache/outbox.ts'
import { Sealer } from '../../client/cache/seal.ts'
import { Conversation, REPLY_TIMEOUT_MS } from '../../client/sync/conversation.ts'
import { POSTS_IN_FLIGHT, Sender, STALE_MS } from '../../client/sync/sender.ts'
import { ADA, adasCache, BRIDGE, DEVICE, HARBOUR } from './support/cast.ts'
import { ServerEnd } from './support/server-end.ts'
import { quiet, type ToyWorld, toyWorld, until } from './support/toy-world.ts'

let cache: Cache
let world: ToyWorld
let server: ServerEnd
let broken: number
let rejoined: string[]
let rejoin: () => Promise<void>

beforeEach(async () => {
  cache = await adasCache()
  world = toyWorld()
  server = new ServerEnd()
  broken = 0
  rejoined = []
  rejoin = () => Promise.resolve()
})

async function connect(): Promise<{ sender: Sender; conversation: Conversation }> {
  const { keys } = await deviceOf(cache, world.subtle, ADA)
  const sealer = new Sealer(cache, world, { author: ADA, deviceId: DEVICE, privateKey: keys.privateKey })
  const ends = { onEnvelope: (frame: unknown) => conversation.hear(frame), onClosed: () => undefined }
  const conversation: Conversation = new Conversation(server.wire(ends), world, {
    onDelivered: () => undefined,
    onNotices: () => undefined,
    onBroken: () => {
      broken += 1
    },
  })
  const sender = new Sender({
    cache,
    world,
    sealer,
    conversation,
    rejoin: (room) => {
      rejoined.push(room)
      return rejoin()
    },
    onHoles: () => undefined,
  })
  return { sender, conversation }
}

async function write(text: string, room = HARBOUR): Promise<string> {
  return await enqueue(cache, world, { room, guid: 'guid', text })
}

const isEmpty = async () => (await cache.outbox.count()) === 0
const stateOf = async (id: string) => (await cache.outbox.get(id))?.state
const sizes = () => server.heard.map((envelope) => ('grpchat' in envelope ? envelope.grpchat.length : 0))

describe('the sender', () => {
  it('sends what is queued in order and puts each into the log', async () => {
    for (const text of ['one', 'two', 'three']) await write(text)
    const { sender } = await connect()
    sender.poke()
    await until(isEmpty)
    expect(server.texts()).toEqual(['one', 'two', 'three'])
    const held = await cache.entries.orderBy('[room+seq]').toArray()
    expect(held.map((row) => ('chat' in row ? row.chat : ''))).toEqual(['one', 'two', 'three'])
  })

  it('keeps at most 32 posts unanswered', async () => {
    for (let count = 0; count < POSTS_IN_FLIGHT + 5; count += 1) await write(`post ${count}`)
    server.take = () => undefined
    const { sender } = await connect()
    sender.poke()
    await until(() => server.posts().length === POSTS_IN_FLIGHT)
    sender.poke()
    await quiet()
    expect(server.posts()).toHaveLength(POSTS_IN_FLIGHT)
  })

  it('keeps a frame under its limit', async () => {
    for (let count = 0; count < 6; count += 1) await write('"'.repeat(15_000))
    const { sender } = await connect()
    sender.poke()
    await until(isEmpty)
    const frames = server.heard.map((envelope) => JSON.stringify(envelope).length)
    expect(Math.max(...frames)).toBeLessThan(64 * 1024)
    expect(sizes().reduce((sum, size) => sum + size)).toBe(6)
  })

  it('on 503 sends the same bytes again after the wait, and nothing overtakes', async () => {
    let isBusy = true
    server.acknowledge = (envelope) =>
      isBusy && 'grpchat' in envelope ? { status: 503, retryAfterMs: 1000 } : { status: 200 }
    await write('one')
    const { sender } = await connect()
    sender.poke()
    await until(() => server.heard.length === 1)
    await write('two')
    sender.poke()
    await world.clock.pass(999)
    expect(server.texts()).toEqual(['one'])
    isBusy = false
    await world.clock.pass(501)
    await until(isEmpty)
    expect(server.log.map((post) => post.chat)).toEqual(['one', 'two'])
    expect(server.posts()[1]).toEqual(server.posts()[0])
  })

  it('shows "waiting" when no acknowledgement comes, and gives a silent wire up', async () => {
    server.acknowledge = () => undefined
    const id = await write('one')
    const { sender } = await connect()
    sender.poke()
    await until(() => server.heard.length === 1)
    expect(await stateOf(id)).toBe('sending')
    await world.clock.pass(5_000)
    expect([await stateOf(id), broken]).toEqual(['waiting', 0])
    await world.clock.pass(5_000)
    expect(broken).toBe(1)
  })

  it('sends again what was acknowledged and never answered', async () => {
    server.take = () => undefined
    await write('one')
    const { sender } = await connect()
    sender.poke()
    await until(() => server.heard.length === 1)
    server.take = (post) => server.keep(post)
    await world.clock.pass(REPLY_TIMEOUT_MS)
    await until(isEmpty)
    expect(server.posts()[1]).toEqual(server.posts()[0])
  })

  it('on 481 stops and reports the wire', async () => {
    server.acknowledge = () => ({ status: 481 })
    await write('one')
    const { sender } = await connect()
    sender.poke()
    await until(() => broken === 1)
    sender.poke()
    await quiet()
    expect([server.heard.length, await cache.outbox.count()]).toEqual([1, 1])
  })

  it('sends the same bytes after a reload between sealing and answer', async () => {
    server.take = () => undefined
    await write('one')
    await write('two')
    const before = await connect()
    before.sender.poke()
    await until(() => server.posts().length === 2)
    before.sender.stop()
    before.conversation.end()
    await awaitNetwork(cache)
    server.take = (post) => server.keep(post)
    const { sender } = await connect()
    sender.poke()
    await until(isEmpty)
    expect(server.posts().slice(2)).toEqual(server.posts().slice(0, 2))
    expect(server.log.map((post) => [post.chat, post.dseq])).toEqual([
      ['one', 1],
      ['two', 2],
    ])
  })

  it.each([
    'ErrorPermission',
    'NoSuchNode',
    'NodeDisabled',
    'LimitExceeded',
    'InvalidArgument',
    'DataCollision',
  ] as const)('shows a post refused with %s as failed, and goes on with the next', async (code) => {
    server.take = (post) => {
      if (post.chat === 'bad') throw new XccosError(code, 'No.')
      return server.keep(post)
    }
    const bad = await write('bad')
    await write('good')
    const { sender } = await connect()
    sender.poke()
    await until(async () => (await cache.outbox.count()) === 1 && server.log.length === 1)
    expect(await cache.outbox.get(bad)).toMatchObject({ state: 'failed', reason: code })
    sender.poke()
    await quiet()
    expect(server.texts()).toEqual(['bad', 'good'])
    server.take = (post) => server.keep(post)
    await retryFailed(cache, bad, world.clock.now())
    sender.poke()
    await until(isEmpty)
  })

  it('joins again after "UserNotJoined" and sends the same again', async () => {
    let isJoined = false
    rejoin = () => {
      isJoined = true
      return Promise.resolve()
    }
    server.take = (post) => {
      if (!isJoined) throw new XccosError('UserNotJoined', 'Join first.')
      return server.keep(post)
    }
    await write('one')
    const { sender } = await connect()
    sender.poke()
    await until(isEmpty)
    expect(rejoined).toEqual([HARBOUR])
    expect(server.posts()[1]).toEqual(server.posts()[0])
  })

  it('fails the post when joining again is refused, and waits when only the network is gone', async () => {
    server.take = () => {
      throw new XccosError('UserNotJoined', 'Join first.')
    }
    rejoin = () => Promise.reject(new XccosError('NoSuchNode', 'No.'))
    const id = await write('one')
    const { sender } = await connect()
    sender.poke()
    await until(async () => (await stateOf(id)) === 'failed')
    rejoin = () => Promise.reject(Object.assign(new Error('No network.'), { code: 'Offline' }))
    const other = await write('two', BRIDGE)
    sender.poke()
    await until(async () => (await stateOf(other)) === 'waiting')
  })

  it('tries again after a passing trouble of the server, the later posts of the room behind it', async () => {
    let isIll = true
    server.take = (post) => {
      if (isIll) throw new XccosError('DatabaseConnection', 'Later.')
      return server.keep(post)
    }
    const id = await write('one')
    const { sender } = await connect()
    sender.poke()
    await until(async () => (await stateOf(id)) === 'waiting')
    await write('two')
    sender.poke()
    await quiet()
    expect(server.texts()).toEqual(['one'])
    isIll = false
    await world.clock.pass(1_000)
    await until(isEmpty)
    expect(server.log.map((post) => post.chat)).toEqual(['one', 'two'])
  })

  it('finds the one post that makes an envelope unfit, and sends the others', async () => {
    const isUnfit = (envelope: UpEnvelope) => JSON.stringify(envelope).includes('unfit')
    server.acknowledge = (envelope) => (isUnfit(envelope) ? { status: 400, reason: 'No.' } : { status: 200 })
    await write('one')
    const unfit = await write('unfit')
    await write('two')
    const { sender } = await connect()
    sender.poke()
    await until(async () => (await cache.outbox.count()) === 1)
    expect(await cache.outbox.get(unfit)).toMatchObject({ state: 'failed', reason: 'InvalidArgument' })
    expect(server.log.map((post) => post.chat)).toEqual(['one', 'two'])
  })

  it('[U16] asks before it sends what was written more than a day ago', async () => {
    const old = await write('old news')
    await world.clock.pass(STALE_MS + 1)
    await write('new')
    const { sender } = await connect()
    sender.poke()
    await until(async () => (await cache.outbox.count()) === 1)
    expect(await cache.outbox.get(old)).toMatchObject({ state: 'failed', reason: 'Stale' })
    await retryFailed(cache, old, world.clock.now())
    sender.poke()
    await until(isEmpty)
    expect(server.texts()).toEqual(['new', 'old news'])
  })
})
