import 'fake-indexeddb/auto'
import { beforeEach, expect, it } from 'vitest'
import { openSigned } from '#shared/post.ts'
import { cancelQueued, enqueue } from '../../client/cache/outbox.ts'
import { DEVICE, HARBOUR, idOf } from './support/cast.ts'
import { SenderRig } from './support/sender-rig.ts'
import { until } from './support/toy-world.ts'

const target = { device: DEVICE, id: idOf(1) }

let rig: SenderRig
beforeEach(async () => {
  rig = await SenderRig.make()
})

const sent = () => rig.server.posts().map(({ signed }) => openSigned(signed))
async function removes(): Promise<string> {
  const { cache, world } = rig
  const notBefore = world.clock.now() + 5_000
  return await enqueue(cache, world, {
    room: HARBOUR,
    text: '',
    content: { kind: 'redact', target },
    notBefore,
  })
}

it('lets what can still be called off wait, and nothing behind it', async () => {
  await removes()
  await rig.write('one')
  const { sender } = await rig.connect()
  sender.poke()
  await until(() => sent().length === 1)
  expect(sent()).toMatchObject([{ kind: 'chat', chat: 'one' }])
  await rig.world.clock.pass(4_900)
  expect(sent()).toHaveLength(1)
  await rig.world.clock.pass(200)
  await until(() => rig.isEmpty())
  expect(sent()).toMatchObject([{ dseq: 1 }, { kind: 'redact', target, dseq: 2 }])
})

it('sends nothing that was called off', async () => {
  const removal = await removes()
  const { sender } = await rig.connect()
  sender.poke()
  await rig.world.clock.pass(1_000)
  await cancelQueued(rig.cache, removal)
  await rig.world.clock.pass(10_000)
  expect(sent()).toEqual([])
  await rig.write('one')
  sender.poke()
  await until(() => rig.isEmpty())
  expect(sent()).toMatchObject([{ kind: 'chat', dseq: 1 }])
})

it('does not wait longer because the clock was set back', async () => {
  await removes()
  const [row] = await rig.cache.outbox.toArray()
  await rig.cache.outbox.update(row?.id ?? '', { notBefore: rig.world.clock.now() + 24 * 60 * 60_000 })
  const { sender } = await rig.connect()
  sender.poke()
  await until(() => rig.isEmpty())
  expect(sent()).toMatchObject([{ kind: 'redact' }])
})

it('seals every kind with what it says', async () => {
  const { cache, world } = rig
  const contents = [
    { kind: 'edit' as const, target, chat: 'new', mentions: ['room'] },
    { kind: 'react' as const, target, emoji: '👍', on: true },
    { kind: 'pin' as const, target, on: false },
    { kind: 'chat' as const, chat: 'Long', story: { title: 'Nets' }, alert: true, replyTo: target },
  ]
  for (const content of contents)
    await enqueue(cache, world, { room: HARBOUR, text: 'chat' in content ? content.chat : '', content })
  const { sender } = await rig.connect()
  sender.poke()
  await until(() => rig.isEmpty())
  expect(sent()).toMatchObject(contents)
})
