// Pages that are kept: shared as long as the log stands still, let go of with what they show.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { COMMAND_LINE } from '../../../server/channel/room-rules.ts'
import { type ChannelFixture, type Member, openChannelFixture } from '../../support/channel-fixture.ts'

const MINUTE = 60_000

let fixture: ChannelFixture
let ada: Member

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] })
  fixture = await openChannelFixture()
  ada = fixture.member('ada')
})
afterEach(async () => {
  await fixture.close()
  vi.useRealTimers()
})

async function says(room: string, chat: string): Promise<void> {
  const sealed = ada.device.seal({ room, author: ada.endpoint.person, chat })
  await fixture.channel.posting.post(ada.endpoint, sealed)
}

async function entries(room: string, count = 30) {
  return (await fixture.channel.history.page(ada.endpoint, { room, mode: 'last', seq: 0, count })).entries
}

async function roomOf(history: boolean): Promise<string> {
  const { categories, management, rooms } = fixture.channel
  const name = history ? 'Kept' : 'Fleeting'
  const category = await categories.add({
    ...{ name: `${name} things`, description: '', scope: { allow: ['everyone'], deny: [], creator: [] } },
    ...{ invitations: true, fileUpload: true, chatHistory: history },
  })
  const { uri } = await management.create(COMMAND_LINE, {
    ...{ name, category: category.uri, description: '', privacy: 'open', type: 'normal' },
    ...{ invitations: 'inherit', addIn: null, members: [], managers: [], presenters: [] },
  })
  await rooms.join(ada.endpoint, uri)
  return uri
}

test('what a room without history has forgotten is in no page any more', async () => {
  const rooms = [await roomOf(false), await roomOf(true)] as const
  for (const room of rooms) {
    await says(room, 'seen once')
    expect(await entries(room)).toEqual([expect.objectContaining({ signed: expect.any(String) })])
  }
  await vi.advanceTimersByTimeAsync(12 * MINUTE)
  await expect.poll(async () => (await entries(rooms[0]))[0]).toMatchObject({ gone: 'unlogged' })
  expect(await entries(rooms[1])).toEqual([expect.objectContaining({ signed: expect.any(String) })])
})

test('pages are shared, but never hold more than some megabytes', async () => {
  const asked = vi.spyOn(fixture.store, 'page')
  const rooms = await Promise.all(['One', 'Two', 'Three'].map((name) => fixture.room(name)))
  for (const room of rooms) {
    await fixture.channel.rooms.join(ada.endpoint, room)
    await Promise.all(Array.from({ length: 40 }, () => says(room, 'x'.repeat(15_000))))
  }
  const first = () => entries(rooms[0] ?? '', 1)
  for (let each = 0; each < 3; each += 1) await first()
  expect(asked).toHaveBeenCalledTimes(1)

  // Half a megabyte each; few enough to a room and few enough rooms to be kept, were they small.
  for (const room of rooms) for (let each = 0; each < 30; each += 1) await entries(room, 100 + each)
  asked.mockClear()
  await first()
  expect(asked).toHaveBeenCalledTimes(1)
})
