import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { FRAME_BYTES } from '#shared/limits.ts'
import { wordsOf } from '#shared/post.ts'
import { awaitNetwork } from '../../client/cache/outbox.ts'
import { REPLY_TIMEOUT_MS } from '../../client/sync/conversation.ts'
import { POSTS_IN_FLIGHT } from '../../client/sync/sender.ts'
import { SenderRig } from './support/sender-rig.ts'
import { quiet, until } from './support/toy-world.ts'

let rig: SenderRig
beforeEach(async () => {
  rig = await SenderRig.make()
})

describe('the sender', () => {
  it('sends what is queued in order and puts each into the log', async () => {
    for (const text of ['one', 'two', 'three']) await rig.write(text)
    const { sender } = await rig.connect()
    sender.poke()
    await until(() => rig.isEmpty())
    expect(rig.server.texts()).toEqual(['one', 'two', 'three'])
    const held = await rig.cache.entries.orderBy('[room+seq]').toArray()
    expect(held.map((row) => ('chat' in row ? row.chat : ''))).toEqual(['one', 'two', 'three'])
  })

  it('keeps at most 32 posts unanswered', async () => {
    for (let count = 0; count < POSTS_IN_FLIGHT + 5; count += 1) await rig.write(`post ${count}`)
    rig.server.take = () => undefined
    const { sender } = await rig.connect()
    sender.poke()
    await until(() => rig.server.posts().length === POSTS_IN_FLIGHT)
    sender.poke()
    await quiet()
    expect(rig.server.posts()).toHaveLength(POSTS_IN_FLIGHT)
  })

  it('keeps a frame under its limit', async () => {
    for (let count = 0; count < 6; count += 1) await rig.write('"'.repeat(15_000))
    const { sender } = await rig.connect()
    sender.poke()
    await until(() => rig.isEmpty())
    const frames = rig.server.heard.map((envelope) => JSON.stringify(envelope).length)
    expect(Math.max(...frames)).toBeLessThan(FRAME_BYTES)
    expect(rig.server.posts()).toHaveLength(6)
  })

  it('[P7.2] on 503 sends the same bytes again after the wait, and nothing overtakes', async () => {
    let isBusy = true
    rig.server.acknowledge = (envelope) =>
      isBusy && 'grpchat' in envelope ? { status: 503, retryAfterMs: 1000 } : { status: 200 }
    await rig.write('one')
    const { sender } = await rig.connect()
    sender.poke()
    await until(() => rig.server.heard.length === 1)
    await rig.write('two')
    sender.poke()
    await rig.world.clock.pass(999)
    expect(rig.server.texts()).toEqual(['one'])
    isBusy = false
    await rig.world.clock.pass(501)
    await until(() => rig.isEmpty())
    expect(rig.server.log.map((post) => wordsOf(post))).toEqual(['one', 'two'])
    expect(rig.server.posts()[1]).toEqual(rig.server.posts()[0])
  })

  it('shows "waiting" when no acknowledgement comes, and gives a silent wire up', async () => {
    rig.server.acknowledge = () => undefined
    const id = await rig.write('one')
    const { sender } = await rig.connect()
    sender.poke()
    await until(() => rig.server.heard.length === 1)
    expect(await rig.stateOf(id)).toBe('sending')
    await rig.world.clock.pass(5_000)
    expect([await rig.stateOf(id), rig.broken]).toEqual(['waiting', 0])
    await rig.world.clock.pass(5_000)
    expect(rig.broken).toBe(1)
  })

  it('sends again what was acknowledged and never answered', async () => {
    rig.server.take = () => undefined
    await rig.write('one')
    const { sender } = await rig.connect()
    sender.poke()
    await until(() => rig.server.heard.length === 1)
    rig.server.take = (post) => rig.server.keep(post)
    await rig.world.clock.pass(REPLY_TIMEOUT_MS)
    await until(() => rig.isEmpty())
    expect(rig.server.posts()[1]).toEqual(rig.server.posts()[0])
  })

  it('on 481 stops and reports the wire', async () => {
    rig.server.acknowledge = () => ({ status: 481 })
    await rig.write('one')
    const { sender } = await rig.connect()
    sender.poke()
    await until(() => rig.broken === 1)
    sender.poke()
    await quiet()
    expect([rig.server.heard.length, await rig.cache.outbox.count()]).toEqual([1, 1])
  })

  it('sends the same bytes after a reload between sealing and answer', async () => {
    rig.server.take = () => undefined
    await rig.write('one')
    await rig.write('two')
    const before = await rig.connect()
    before.sender.poke()
    await until(() => rig.server.posts().length === 2)
    before.sender.stop()
    before.conversation.end()
    await awaitNetwork(rig.cache)
    rig.server.take = (post) => rig.server.keep(post)
    const { sender } = await rig.connect()
    sender.poke()
    await until(() => rig.isEmpty())
    expect(rig.server.posts().slice(2)).toEqual(rig.server.posts().slice(0, 2))
    expect(rig.server.log.map((post) => [wordsOf(post), post.dseq])).toEqual([
      ['one', 1],
      ['two', 2],
    ])
  })
})
