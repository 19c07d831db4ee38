// Whoever looks through a list only so far says so: otherwise "nobody" and "nobody so far" read the same.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EVERYONE } from '#shared/uri.ts'
import { COMMAND_LINE } from '../../../server/channel/room-rules.ts'
import { type ChannelFixture, openChannelFixture } from '../../support/channel-fixture.ts'

let fixture: ChannelFixture

beforeEach(async () => {
  fixture = await openChannelFixture()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await fixture.close()
})

const QUESTION = { criteria: '', matchAll: false, matchExactPhrase: false, searchDescription: false }

test('[P9.5] rooms: more than were looked at', async () => {
  const { channel, store } = fixture
  const ada = fixture.member('ada').endpoint
  const ask = () => channel.search.rooms(ada, { ...QUESTION, maxResults: 10 })
  await fixture.room('Harbour')
  expect(await ask()).toMatchObject({ rooms: [{ name: 'Harbour' }], exceededServerLimit: false })

  // As many as one asks for, and none that she may see.
  const hidden = { uri: 'ma-chan://localhost/none', nameFolded: 'none' }
  vi.spyOn(store, 'roomsMatching').mockImplementation(async ({ limit }) =>
    Array.from({ length: limit }, () => hidden),
  )
  expect(await ask()).toEqual({ rooms: [], exceededServerLimit: true })
})

test('people: more than were looked at', async () => {
  const { channel, store } = fixture
  await fixture.room('Harbour', ['sip:ada@localhost', 'sip:ben@localhost'])
  const category = async (name: string, allow: string[]) => {
    const scope = { allow, deny: ['sip:ben@localhost'], creator: [] }
    const settings = { invitations: true, fileUpload: true, chatHistory: true }
    return (await channel.categories.add({ ...settings, name, description: '', scope })).uri
  }
  const few = await category('Few', ['sip:ada@localhost'])
  const many = await category('Many', [EVERYONE])
  const ask = (uri: string, text = '') =>
    channel.picker.eligible(COMMAND_LINE, { role: 'member', category: uri, text })
  const ada = { principals: [{ uri: 'sip:ada@localhost' }], moreAvailable: false }
  expect(await ask(few)).toMatchObject(ada)
  expect(await ask(many, 'ada')).toMatchObject(ada)

  const stranger = { uri: 'sip:ben@localhost', name: 'Ben' }
  vi.spyOn(store, 'principalsMatching').mockImplementation(async ({ limit }) =>
    Array.from({ length: limit }, () => stranger),
  )
  expect(await ask(many, 'be')).toEqual({ principals: [], moreAvailable: true })
})
