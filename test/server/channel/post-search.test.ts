// Searches without sockets: what is recorded of them, and rooms whose rights change while one searches.

import * as v from 'valibot'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { DataOf } from '#shared/command.ts'
import { bcsearch } from '#shared/commands/bcsearch.ts'
import { COMMAND_LINE } from '../../../server/channel/room-rules.ts'
import { type ChannelFixture, type Member, openChannelFixture } from '../../support/channel-fixture.ts'

let fixture: ChannelFixture
let ada: Member

beforeEach(async () => {
  fixture = await openChannelFixture()
  ada = fixture.member('ada')
})
afterEach(async () => {
  vi.restoreAllMocks()
  await fixture.close()
})

function ask(criteria: string, more: object = {}): DataOf<typeof bcsearch> {
  return v.parse(bcsearch.data, { criteria, ...more })
}

async function says(room: string, ...chats: string[]): Promise<void> {
  await fixture.channel.rooms.join(ada.endpoint, room)
  for (const chat of chats) {
    const sealed = ada.device.seal({ room, author: ada.endpoint.person, chat })
    await fixture.channel.posting.post(ada.endpoint, sealed)
  }
}

test('[P19.7] every search is recorded, one that finds nothing too', async () => {
  const { channel, store } = fixture
  const room = await fixture.room('Harbour')
  await says(room, 'tide', 'time', 'tides')
  await channel.recorder.switch('on')
  const record = vi.spyOn(store, 'record')
  const asked = [ask('tide'), ask('nothing of the kind')]
  for (const each of asked) await channel.postSearch.posts(ada.endpoint, each)
  const events = record.mock.calls.flatMap(([{ events }]) => events)
  expect(
    events.map(({ kind, person, room: place, body }) => [kind, person, place, JSON.parse(body).seqs]),
  ).toEqual([
    ['backchat', ada.endpoint.person, room, [3, 1]],
    ['backchat', ada.endpoint.person, null, []],
  ])
  expect(events.map(({ body }) => JSON.parse(body).asked)).toEqual(asked)
})

test('[P19.7] a search that cannot be recorded is not answered', async () => {
  const { channel, store } = fixture
  await says(await fixture.room('Harbour'), 'tide')
  await channel.recorder.switch('on')
  expect((await channel.postSearch.posts(ada.endpoint, ask('tide'))).total).toBe(1)
  vi.spyOn(store, 'record').mockRejectedValue(new Error('the disk is full'))
  await expect(channel.postSearch.posts(ada.endpoint, ask('tide'))).rejects.toThrow('the disk is full')
})

test('[P19.1] a right that is lost while the index is asked is lost for the answer', async () => {
  const { channel, store } = fixture
  const room = await fixture.room('Bridge', [ada.endpoint.person])
  await says(room, 'tide')
  const search = store.searchPosts
  const answer = () => channel.postSearch.posts(ada.endpoint, ask('tide'))
  expect((await answer()).results).toHaveLength(1)
  vi.spyOn(store, 'searchPosts').mockImplementation(async (question) => {
    const found = await search(question)
    await channel.management.modify(COMMAND_LINE, { room, wish: { members: [] } })
    return found
  })
  expect((await answer()).results).toEqual([])
})
