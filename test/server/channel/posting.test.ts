import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { COMMAND_LINE } from '../../../server/channel/room-rules.ts'
import { type ChannelFixture, type Member, openChannelFixture } from '../../support/channel-fixture.ts'

let fixture: ChannelFixture

beforeAll(async () => {
  fixture = await openChannelFixture()
})
afterAll(() => fixture.close())

function post({ endpoint, device }: Member, room: string, chat: string, own: { id?: string } = {}) {
  return fixture.channel.posting.post(endpoint, device.seal({ room, author: endpoint.person, chat, ...own }))
}

test('posts made together are stored in order, without holes, and announced as one', async () => {
  const room = await fixture.room('Together')
  const ada = fixture.member('ada')
  await fixture.channel.rooms.join(ada.endpoint, room)
  await post(ada, room, 'first')
  fixture.announced.length = 0

  const receipts = await Promise.all(['a', 'b', 'c'].map((chat) => post(ada, room, chat)))

  expect(receipts.map(({ seq }) => seq)).toEqual([2, 3, 4])
  const entries = fixture.announced.filter((each) => each.kind === 'entries')
  expect(entries).toMatchObject([{ room, from: 2, to: 4 }])
})

test('a repeat is answered like the first, also after its author lost the room', async () => {
  const room = await fixture.room('Repeats', ['sip:ada@localhost'])
  const ada = fixture.member('ada')
  await fixture.channel.rooms.join(ada.endpoint, room)
  const sealed = ada.device.seal({ room, author: ada.endpoint.person, chat: 'once' })
  const first = await fixture.channel.posting.post(ada.endpoint, sealed)

  expect(await fixture.channel.posting.post(ada.endpoint, sealed)).toEqual(first)
  await fixture.channel.management.modify(COMMAND_LINE, { room, wish: { members: [] } })
  expect(await fixture.channel.posting.post(ada.endpoint, sealed)).toEqual(first)
  await expect(post(ada, room, 'another')).rejects.toMatchObject({ code: 'ErrorPermission' })
})

test('the same id with other bytes is a collision and changes nothing', async () => {
  const room = await fixture.room('Collisions')
  const ada = fixture.member('ada')
  await fixture.channel.rooms.join(ada.endpoint, room)
  const id = '01930000-0000-7000-8000-000000000001'
  await post(ada, room, 'one', { id })
  await expect(post(ada, room, 'two', { id })).rejects.toMatchObject({ code: 'DataCollision' })
  expect(await post(ada, room, 'three')).toMatchObject({ seq: 2 })
})

test('a key that is none is refused with its post, and harms nobody beside it', async () => {
  const room = await fixture.room('Broken keys')
  const ada = fixture.member('ada')
  const broken = fixture.member('mallory')
  const endpoint = { ...broken.endpoint, device: { id: broken.device.id, publicKey: 'no key' } }
  await fixture.channel.rooms.join(ada.endpoint, room)
  await fixture.channel.rooms.join(endpoint, room)
  const posts = [post(ada, room, 'before it'), post({ ...broken, endpoint }, room, 'broken')]
  await expect(posts[1]).rejects.toMatchObject({ code: 'InvalidArgument' })
  expect(await posts[0]).toMatchObject({ seq: 1 })
})

test('a wrong signature, another author, another device and a room not joined are refused', async () => {
  const room = await fixture.room('Forgeries')
  const ada = fixture.member('ada')
  const mallory = fixture.member('mallory')
  const { posting, rooms } = fixture.channel
  await expect(post(ada, room, 'too early')).rejects.toMatchObject({ code: 'UserNotJoined' })
  await rooms.join(ada.endpoint, room)
  await rooms.join(mallory.endpoint, room)

  const genuine = ada.device.seal({ room, author: ada.endpoint.person, chat: 'genuine' })
  const forged = { ...genuine, signed: genuine.signed.replace('genuine', 'forged!') }
  await expect(posting.post(ada.endpoint, forged)).rejects.toMatchObject({ code: 'InvalidArgument' })
  await expect(posting.post(mallory.endpoint, genuine)).rejects.toMatchObject({ code: 'ErrorPermission' })
  const byOtherDevice = fixture.member('ada').device.seal({ room, author: ada.endpoint.person, chat: 'x' })
  await expect(posting.post(ada.endpoint, byOtherDevice)).rejects.toMatchObject({ code: 'ErrorPermission' })

  expect(await posting.post(ada.endpoint, genuine)).toMatchObject({ seq: 1 })
})

test('whoever is removed while posting has nothing stored afterwards', async () => {
  let round = 0
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 4, maxLength: 24 }), async (removals) => {
      round += 1
      const room = await fixture.room(`Race ${round}`, ['sip:ada@localhost', 'sip:bob@localhost'])
      const ada = fixture.member('ada')
      const { management, rooms } = fixture.channel
      let removedAtHead = Number.POSITIVE_INFINITY
      await rooms.join(ada.endpoint, room)
      const under: Promise<unknown>[] = []
      for (const [index, removes] of removals.entries()) {
        under.push(post(ada, room, `post ${index}`).catch(() => {}))
        if (!removes || removedAtHead !== Number.POSITIVE_INFINITY) continue
        await management.modify(COMMAND_LINE, { room, wish: { members: [] } })
        const access = await fixture.store.roomAccess({ uri: room })
        const page = await fixture.store.page({
          roomId: access?.room.id ?? 0,
          mode: 'last',
          seq: 0,
          count: 1,
        })
        removedAtHead = page.head
      }
      await Promise.all(under)
      const access = await fixture.store.roomAccess({ uri: room })
      const page = await fixture.store.page({
        roomId: access?.room.id ?? 0,
        mode: 'last',
        seq: 0,
        count: 100,
      })
      expect(page.rows.map((row) => row.seq)).toEqual(page.rows.map((_, index) => index + 1))
      if (removedAtHead === Number.POSITIVE_INFINITY) expect(page.head).toBe(removals.length)
      else expect(page.head).toBe(removedAtHead)
    }),
    { numRuns: 25 },
  )
})

test('events are stored with the posts they tell of, and only while compliance is on', async () => {
  const room = await fixture.room('Recorded')
  const ada = fixture.member('ada')
  await fixture.channel.rooms.join(ada.endpoint, room)
  await post(ada, room, 'before')
  await fixture.channel.recorder.switch('on')
  await post(ada, room, 'while')
  await fixture.channel.history.page(ada.endpoint, { room, mode: 'last', seq: 0, count: 30 })
  await fixture.channel.rooms.part(ada.endpoint, room)
  await fixture.channel.recorder.switch('off')

  const events = await fixture.store.complianceEvents({ after: 0, limit: 100 })
  // Others are in other rooms.
  const own = events.filter((event) => event.room === room || event.kind === 'policy')
  expect(own.map(({ kind, seq }) => [kind, seq])).toEqual([
    ['policy', null],
    ['join', null],
    ['chat', 2],
    ['backchat', 2],
    ['part', null],
    ['policy', null],
  ])
})
