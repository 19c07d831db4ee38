// Who is known by name on this device, so that people can be named without network.

import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { takeJoined, takeRooms } from '../../client/cache/intake-rooms.ts'
import { readKnownPeople } from '../../client/cache/reading.ts'
import { ADA, adasCache, BEN, HARBOUR, room } from './support/cast.ts'

const participants = [
  { uri: ADA, displayName: 'Ada', roles: [] },
  { uri: BEN, displayName: 'Ben', roles: [] },
]

/** As it is told where nobody asks who is there, or where they are too many. */
function withoutPeople() {
  const { participants: _, ...rest } = room(HARBOUR)
  return rest
}

it('finding a joined room again does not empty its roster', async () => {
  const cache = await adasCache()
  await takeJoined(cache, [room(HARBOUR, { participantCount: 2, participants })])
  await takeRooms(cache, [withoutPeople()])
  expect((await cache.rosters.get(HARBOUR))?.people).toEqual(participants)

  await takeJoined(cache, [withoutPeople()])
  expect((await cache.rosters.get(HARBOUR))?.people).toBe('large')
})

it('people are known from rosters and from the last thing said', async () => {
  const cache = await adasCache()
  const ts = '2026-01-01T00:00:00Z'
  const lastPost = { seq: 1, ts, author: 'sip:chen@x', authdisp: 'Chen', chat: 'hi' }
  await takeJoined(cache, [room(HARBOUR, { participants, lastPost })])
  expect(await readKnownPeople(cache)).toEqual([
    { uri: 'sip:chen@x', displayName: 'Chen' },
    ...participants.map(({ uri, displayName }) => ({ uri, displayName })),
  ])
})
