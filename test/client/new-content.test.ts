// News of rooms that this device has not joined: the list says that something came and when, until it knows what.

import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import type { Cache } from '../../client/cache/database.ts'
import { takeDelivered } from '../../client/cache/intake.ts'
import {
  takeAssociations,
  takeJoined,
  takeLost,
  takeMarker,
  takeNewContent,
} from '../../client/cache/intake-rooms.ts'
import { listRooms } from '../../client/cache/reading.ts'
import { itemOf } from '../../client/state/rooms.ts'
import { ADA, adasCache, BEN, entry, HARBOUR, room } from './support/cast.ts'

const said = (seq: number) => ({ seq, ts: entry(seq).ts, author: BEN, chat: `post ${seq}` })
const at = (seq: number) => Date.parse(entry(seq).ts)
let cache: Cache

beforeEach(async () => {
  cache = await adasCache()
  await takeAssociations(cache, [room(HARBOUR, { head: 3, read: 3, lastPost: said(3) })])
})

const tells = async (head: number, unread: number) =>
  await takeNewContent(cache, { room: HARBOUR, head, unread, ts: entry(head).ts })

async function listed() {
  const [harbour] = (await listRooms(cache)).map((row) => itemOf(row, ADA))
  return [harbour?.unread, harbour?.newsAt, harbour?.lastPost?.chat]
}

test('it is unread, and the time is known', async () => {
  expect(await listed()).toEqual([0, undefined, 'post 3'])
  await tells(5, 2)
  expect(await listed()).toEqual([2, at(5), 'post 3'])
  await tells(6, 3)
  await tells(5, 2)
  expect(await listed(), 'an older word comes too late').toEqual([3, at(6), 'post 3'])
})

test('the words are shown once they are here: with the list, or by the posts themselves', async () => {
  await tells(5, 2)
  await takeAssociations(cache, [room(HARBOUR, { head: 4, read: 3, unread: 1, lastPost: said(4) })])
  expect(await listed(), 'a list from before').toEqual([expect.any(Number), at(5), 'post 4'])
  await takeAssociations(cache, [room(HARBOUR, { head: 5, read: 3, unread: 2, lastPost: said(5) })])
  expect(await listed()).toEqual([2, undefined, 'post 5'])

  await tells(7, 4)
  await takeJoined(cache, [room(HARBOUR, { head: 7, read: 3, unread: 4 })])
  await takeDelivered(cache, [entry(6)])
  expect((await listed())[1], 'the newest is still missing').toBe(at(7))
  await takeDelivered(cache, [entry(7)])
  expect(await listed()).toEqual([4, undefined, 'post 7'])
})

test('what was read elsewhere, or is no longer mine, is no news', async () => {
  await tells(5, 2)
  await takeMarker(cache, { room: HARBOUR, seq: 5, readGeneration: 0, unread: 0 })
  expect(await listed()).toEqual([0, undefined, 'post 3'])
  await tells(6, 1)
  expect(await listed()).toEqual([1, at(6), 'post 3'])
  await takeLost(cache, HARBOUR)
  expect(await cache.rooms.get(HARBOUR)).not.toHaveProperty('newsAt')
})
