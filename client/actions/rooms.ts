// What a person does with rooms: find, follow, open, read further back.

import { noSuchRoom } from '#shared/errors.ts'
import type { Room } from '#shared/room.ts'
import type { RoomUri } from '#shared/uri.ts'
import { followedRooms, intendToFollow } from '../cache/intents.ts'
import { readHistory } from '../cache/log.ts'
import { forgetOpen, rememberOpen } from '../cache/owner.ts'
import { addressOf, firstHeld, olderStart } from '../cache/reading.ts'
import { runAround } from '../cache/runs.ts'
import { windows } from '../cache/windows.ts'
import { core } from '../sync/core.ts'
import { isOffline } from '../sync/refusal.ts'
import { sinceNow } from '../sync/sign-in.ts'

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

/** Without network the copy is shown, and the room is entered when the connection returns. */
export async function openRoom(guid: string): Promise<void> {
  const { cache, line, world } = core()
  const room = await addressed(guid)
  await rememberOpen(cache, room, world.clock.now())
  try {
    await line.ask('attend', room)
  } catch (error) {
    if (isOffline(error)) return
    await forgetOpen(cache, room)
    throw error
  }
}

export async function closeRoom(guid: string): Promise<void> {
  await forgetOpen(core().cache, await addressed(guid))
}

/** From the copy as far as it goes without a gap, then from the server; without network, what lies beyond the gap. */
export async function loadOlder(guid: string): Promise<void> {
  const room = await addressed(guid)
  if (windows.of(room).loading) return
  windows.setLoading(room, true)
  try {
    await lowerWindow(room)
  } finally {
    windows.setLoading(room, false)
  }
}

async function lowerWindow(room: RoomUri): Promise<void> {
  const { cache } = core()
  const { runs, floor } = await readHistory(cache, room)
  const shownFrom = await firstHeld(cache, room, windows.of(room).from ?? 0)
  if (shownFrom === undefined || shownFrom === floor) return
  const notUnder = runAround(runs, shownFrom)?.from ?? shownFrom
  const held = await olderStart(cache, room, { below: shownFrom, notUnder })
  const from = held ?? (await fetchOlder(room, shownFrom))
  if (from !== undefined) windows.open(room, from)
}

async function fetchOlder(room: RoomUri, before: number): Promise<number | undefined> {
  const { cache, line } = core()
  try {
    return (await line.ask('older', { room, before })) ?? undefined
  } catch (error) {
    const beyondTheGap = isOffline(error) ? await olderStart(cache, room, { below: before }) : undefined
    if (beyondTheGap === undefined) throw error
    return beyondTheGap
  }
}

/** Loads the newest part of a gap; the rest stays a gap. */
export async function fillGap(guid: string, _from: number, to: number): Promise<void> {
  await core().line.ask('gap', { room: await addressed(guid), to })
}
