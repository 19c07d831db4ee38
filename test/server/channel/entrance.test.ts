import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type ChannelFixture, type Member, openChannelFixture } from '../../support/channel-fixture.ts'

let fixture: ChannelFixture
let ada: Member

beforeEach(async () => {
  fixture = await openChannelFixture()
  ada = fixture.member('ada')
  await fixture.channel.recorder.switch('on')
})
afterEach(() => fixture.close())

async function joinings(): Promise<(string | null)[]> {
  const events = await fixture.store.complianceEvents({ after: 0, limit: 100 })
  return events.filter(({ kind }) => kind === 'join').map(({ room }) => room)
}

test('a connection that asks twice at once enters once, and both are answered', async () => {
  const room = await fixture.room('Harbour')
  const { rooms } = fixture.channel

  const [first, second, all] = await Promise.all([
    rooms.join(ada.endpoint, room),
    rooms.join(ada.endpoint, room),
    rooms.joinAll(ada.endpoint, [room, room]),
  ])

  expect([first.uri, second.uri, ...all.rooms.map(({ uri }) => uri)]).toEqual([room, room, room])
  expect(await joinings()).toEqual([room])
  const another = fixture.member('ada')
  await rooms.join(another.endpoint, room)
  expect(await joinings(), 'another connection enters for itself').toEqual([room, room])
})

test('many rooms are entered with one record, in the order asked, those that fail named', async () => {
  const names = ['Harbour', 'Lighthouse', 'Quay']
  const uris: string[] = []
  for (const name of names) uris.push(await fixture.room(name))
  const closed = await fixture.room('Office', ['sip:grace@localhost'])
  const nowhere = uris[0]?.replace(/[0-9a-f]{12}$/, '000000000000') ?? ''
  const recording = vi.spyOn(fixture.store, 'record')

  const { rooms, failed } = await fixture.channel.rooms.joinAll(ada.endpoint, [closed, ...uris, nowhere])

  expect(rooms.map(({ name }) => name)).toEqual(names)
  expect(failed).toEqual([
    { uri: closed, code: 403, text: 'ErrorPermission' },
    { uri: nowhere, code: 404, text: 'NoSuchNode' },
  ])
  expect(recording).toHaveBeenCalledTimes(1)
  expect(await joinings()).toEqual(uris)
})

test('[P22.16] whoever is there when recording begins has entered, and when it ends has left', async () => {
  const { rooms, recorder } = fixture.channel
  const [harbour, quay] = [await fixture.room('Harbour'), await fixture.room('Quay')]
  await recorder.switch('off')
  const grace = fixture.member('grace')
  await rooms.joinAll(ada.endpoint, [harbour, quay])
  await rooms.join(grace.endpoint, quay)
  await rooms.part(ada.endpoint, quay)
  await recorder.switch('on')
  await recorder.switch('on')
  await rooms.join(ada.endpoint, quay)
  await recorder.switch('off')
  await recorder.switch('off')

  const events = await fixture.store.complianceEvents({ after: 0, limit: 100 })
  const stays = events.filter(({ kind }) => kind === 'join' || kind === 'part')
  const named = (uri: string | null) => (uri === quay ? 'Quay' : 'Harbour')
  expect(stays.map(({ kind, person, room }) => `${person} ${kind} ${named(room)}`)).toEqual([
    'sip:ada@localhost join Harbour',
    'sip:grace@localhost join Quay',
    'sip:ada@localhost join Quay',
    'sip:ada@localhost part Harbour',
    'sip:grace@localhost part Quay',
    'sip:ada@localhost part Quay',
  ])
  for (const { body } of stays) expect(JSON.parse(body)).toMatchObject({ service: recorder.life })
})
