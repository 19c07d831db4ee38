// The list of rooms: by name or by what was said last, everything or what is unread; the choice roams.

import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { readRoomOrder, saveRoomOrder, takePrefs } from '../../../client/cache/prefs.ts'
import { type Choice, listedRooms } from '../../../client/components/room-order.ts'
import { adasCache } from '../support/cast.ts'

const said = (ts: number) => ({ author: 'sip:a@b', authdisp: 'A', chat: 'x', ts, mine: false })
const rooms = [
  { guid: 'berths', followed: true, member: true, unread: 0, lastPost: said(30) },
  { guid: 'cranes', followed: true, member: true, unread: 2, lastPost: said(50) },
  { guid: 'empty', followed: true, member: true, unread: 0 },
  { guid: 'lobby', followed: false, member: true, unread: 1, lastPost: said(90) },
  { guid: 'old', followed: false, member: true, unread: 0 },
]
const listed = (choice: Partial<Choice>) =>
  listedRooms(rooms, { order: 'name', unreadOnly: false, ...choice }).map(({ guid }) => guid)

describe('the list of rooms', () => {
  it('stays as it came by name', () => {
    expect(listed({})).toEqual(['berths', 'cranes', 'empty', 'lobby', 'old'])
  })

  it('puts the latest first among the followed and among the others; silent rooms stay by name at the end', () => {
    expect(listed({ order: 'latest' })).toEqual(['cranes', 'berths', 'empty', 'lobby', 'old'])
  })

  it('shows what is unread, and the room that is open while it is being read', () => {
    expect(listed({ unreadOnly: true })).toEqual(['cranes', 'lobby'])
    expect(listed({ unreadOnly: true, here: 'berths' })).toEqual(['berths', 'cranes', 'lobby'])
  })

  it('puts a room forward of which it was only told that something came', () => {
    const told = rooms.map((room) => (room.guid === 'empty' ? { ...room, unread: 1, newsAt: 70 } : room))
    const order = listedRooms(told, { order: 'latest', unreadOnly: false }).map(({ guid }) => guid)
    expect(order).toEqual(['empty', 'cranes', 'berths', 'lobby', 'old'])
  })

  it('leaves the list it was given as it was', () => {
    listed({ order: 'latest' })
    expect(rooms[0]?.guid).toBe('berths')
  })
})

describe('the order', () => {
  it('is by name until somebody chooses, and follows what another device chose', async () => {
    const cache = await adasCache()
    expect(await readRoomOrder(cache)).toBe('name')
    await saveRoomOrder(cache, 'latest')
    expect(await readRoomOrder(cache)).toBe('latest')

    const other = await adasCache()
    await takePrefs(other, [{ label: 'rooms/order', seqid: 1, content: 'latest' }])
    expect(await readRoomOrder(other)).toBe('latest')
    await takePrefs(other, [{ label: 'rooms/order', seqid: 2, content: 'sideways' }])
    expect(await readRoomOrder(other)).toBe('name')
  })
})
