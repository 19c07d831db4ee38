// What a person does with rooms: find, follow, open, fill a gap.

import { noSuchRoom } from '#shared/errors.ts'
import type { Room } from '#shared/room.ts'
import type { RoomUri } from '#shared/uri.ts'
import { followedRooms, intendToFollow } from '../cache/intents.ts'
import { forgetOpen, rememberOpen } from '../cache/owner.ts'
import { addressOf } from '../cache/reading.ts'
import { core } from '../sync/core.ts'
import { isOffline } from '../sync/refusal.ts'
import { sinceNow } from '../sync/session-ends.ts'
import { readAgain } from './reading.ts'

export type FoundRoom = Room & { followed: boolean }

export async function findRooms(criteria: string): Promise<{ rooms: FoundRoom[]; exceeded: boolean }> {
  const { cache, line } = core()
  const { rooms, exceeded } = await line.ask('find', criteria.trim())
  const followed = await followedRooms(cache)
  return { rooms: rooms.map((room) => ({ ...room, followed: followed.has(room.uri) })), exceeded }
}

export async function followRoom(uri: string): Promise<void> {
  await intendToFollow(core().cache, { room: uri, follow: true, stamp: sinceNow(core().world) })
}

export async function unfollowRoom(uri: string): Promise<void> {
  await intendToFollow(core().cache, { room: uri, follow: false, stamp: sinceNow(core().world) })
}

async function addressed(guid: string): Promise<RoomUri> {
  const room = await addressOf(core().cache, guid)
  if (room === undefined) throw noSuchRoom()
  return room
}

/** Without network the copy is shown, if there is one, and the room is entered when the connection returns. */
export async function openRoom(guid: string): Promise<void> {
  const { cache, line, world } = core()
  const room = await addressed(guid)
  await rememberOpen(cache, room, world.clock.now())
  try {
    await line.ask('attend', room)
  } catch (error) {
    if (isOffline(error) && (await cache.rooms.get(room)) !== undefined) return
    await forgetOpen(cache, room)
    throw error
  }
}

export async function closeRoom(guid: string): Promise<void> {
  readAgain(guid)
  await forgetOpen(core().cache, await addressed(guid))
}

/** Loads the newest part of a gap; the rest stays a gap. */
export async function fillGap(guid: string, _from: number, to: number): Promise<void> {
  await core().line.ask('gap', { room: await addressed(guid), to })
}
