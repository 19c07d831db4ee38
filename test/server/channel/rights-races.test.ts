// Rights that are lost while a question is under way: whatever was said afterwards is not in the answer, and nobody
// slips into a room behind the back of those who look after it.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { COMMAND_LINE } from '../../../server/channel/room-rules.ts'
import { type ChannelFixture, type Member, openChannelFixture } from '../../support/channel-fixture.ts'

const MALLORY = 'sip:mallory@localhost'

let fixture: ChannelFixture
let room: string
let ada: Member
let mallory: Member

beforeEach(async () => {
  fixture = await openChannelFixture()
  room = await fixture.room('Bridge', ['sip:ada@localhost', MALLORY])
  ada = fixture.member('ada')
  mallory = fixture.member('mallory')
  await fixture.channel.rooms.join(ada.endpoint, room)
})
afterEach(() => fixture.close())

function says(chat: string) {
  const sealed = ada.device.seal({ room, author: ada.endpoint.person, chat })
  return fixture.channel.posting.post(ada.endpoint, sealed)
}

async function isRemoved(): Promise<void> {
  await fixture.channel.management.modify(COMMAND_LINE, { room, wish: { members: [ada.endpoint.person] } })
}

/** Something happens when the store is asked next, before it answers. */
function meanwhile(job: 'page' | 'standings' | 'record', happens: () => Promise<unknown>): void {
  const asked = fixture.store[job].bind(fixture.store) as (args: unknown) => Promise<never>
  vi.spyOn(fixture.store, job).mockImplementationOnce(async (args: unknown) => {
    await happens()
    return asked(args)
  })
}

async function eventKinds(person: string): Promise<string[]> {
  const events = await fixture.store.complianceEvents({ after: 0, limit: 100 })
  return events.filter((event) => event.person === person).map(({ kind }) => kind)
}

test('a page asked for as a member does not show what was said after', async () => {
  const last = { room, mode: 'last', seq: 0, count: 30 } as const
  await says('for all of us')
  expect((await fixture.channel.history.page(mallory.endpoint, last)).entries).toHaveLength(1)
  await says('still for all of us')
  meanwhile('page', async () => {
    await isRemoved()
    await says('among ourselves')
  })
  await expect(fixture.channel.history.page(mallory.endpoint, last)).rejects.toMatchObject({
    code: 'ErrorPermission',
  })
})

test('nor does the list of rooms', async () => {
  await says('for all of us')
  const [before] = await fixture.channel.rooms.associations(mallory.endpoint, 'member')
  expect(before).toMatchObject({ head: 1, lastPost: { chat: 'for all of us' } })
  meanwhile('standings', async () => {
    await isRemoved()
    await says('among ourselves')
  })
  const [after] = await fixture.channel.rooms.associations(mallory.endpoint, 'member')
  expect(after).toMatchObject({ head: 0 })
  expect(after).not.toHaveProperty('lastPost')
})

test('nobody enters on a right that was lost while the joining was recorded', async () => {
  await fixture.channel.recorder.switch('on')
  meanwhile('record', isRemoved)
  await expect(fixture.channel.rooms.join(mallory.endpoint, room)).rejects.toMatchObject({
    code: 'ErrorPermission',
  })
  expect(mallory.endpoint.joined.size).toBe(0)
  expect(await eventKinds(MALLORY)).toEqual(['join', 'part'])

  await fixture.channel.management.modify(COMMAND_LINE, {
    room,
    wish: { members: [ada.endpoint.person, MALLORY] },
  })
  await fixture.channel.rooms.join(mallory.endpoint, room)
  expect(mallory.endpoint.joined.has(room)).toBe(true)
})

test('nor on a session that ended meanwhile, which would stay in the room for ever', async () => {
  await fixture.channel.recorder.switch('on')
  meanwhile('record', async () => {
    mallory.endpoint.ended = true
    await fixture.channel.rooms.leaveAll(mallory.endpoint)
  })
  await expect(fixture.channel.rooms.join(mallory.endpoint, room)).rejects.toMatchObject({
    code: 'UserNotJoined',
  })
  const seen = await fixture.channel.rooms.join(ada.endpoint, room)
  expect(seen.participants).toEqual([expect.objectContaining({ uri: 'sip:ada@localhost' })])
})

test('who falls out of a category is cut off from all of its rooms, also when one of them cannot be recorded', async () => {
  await fixture.channel.recorder.switch('on')
  const rooms = [room, await fixture.room('Mast', [MALLORY]), await fixture.room('Keel', [MALLORY])]
  for (const each of rooms) await fixture.channel.rooms.join(mallory.endpoint, each)
  const away = () => vi.spyOn(fixture.store, 'record').mockRejectedValueOnce(new Error('Away.'))
  away()
  const [category] = await fixture.channel.categories.list()
  if (!category) throw new Error('There is a category.')
  const outside = fixture.channel.categories.set(category.uri, { add: { deny: [MALLORY] } })
  await expect(outside).rejects.toThrow('Away.')
  expect(mallory.endpoint.joined.size).toBe(0)
  expect(ada.endpoint.joined.size).toBe(1)
})

test('what another node took is taken here before the next post is delivered', async () => {
  const { announced, channel } = fixture
  await channel.rooms.join(mallory.endpoint, room)
  const another = await fixture.anotherNode()
  await another.management.modify(COMMAND_LINE, { room, wish: { members: [ada.endpoint.person] } })
  announced.splice(0)
  await says('among ourselves')
  await says('and once more')
  await channel.settled()
  const inRoom = announced.filter((each) => each.kind === 'unsubscribe' || each.kind === 'entries')
  expect(inRoom).toMatchObject([
    { kind: 'unsubscribe', session: mallory.endpoint.id },
    { kind: 'entries', from: 1 },
    { kind: 'entries', from: 2 },
  ])
})

test('also when the change is heard of only while the post is on its way', async () => {
  const { announced, channel, store } = fixture
  await channel.rooms.join(mallory.endpoint, room)
  const another = await fixture.anotherNode()
  const append = store.append.bind(store)
  vi.spyOn(store, 'append').mockImplementationOnce(async (batch) => {
    const stored = await append(batch)
    await another.management.modify(COMMAND_LINE, { room, wish: { members: [ada.endpoint.person] } })
    await fixture.room('Mast')
    return stored
  })
  announced.splice(0)
  await says('on its way')
  await channel.settled()
  const kinds = announced.filter((each) => 'room' in each && each.room === room).map(({ kind }) => kind)
  expect(kinds.indexOf('entries')).toBeGreaterThan(kinds.indexOf('unsubscribe'))
  expect(mallory.endpoint.joined.size).toBe(0)
})
