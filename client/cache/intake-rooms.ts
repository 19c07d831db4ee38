// The one way in which rooms, rosters, markers and the presence document enter the cache.
// What this device knows better than the message (its own marker, what it has joined) is kept.

import type { Invitation } from '#shared/commands/getinv.ts'
import type { PresenceDocument } from '#shared/commands/getpresence.ts'
import type { Room, RoomProperties } from '#shared/room.ts'
import { isHeld } from '#shared/runs.ts'
import { guidOf, type RoomUri } from '#shared/uri.ts'
import { type Cache, readFact, writeFact } from './database.ts'
import { forgetMatches } from './feeds.ts'
import { intendToMark, markIntentKey } from './intents.ts'
import { logTables, readHistory, whoAmI, withoutNews } from './log.ts'
import type { RoomRow } from './rows.ts'
import { countAfresh, hearUnread, type Marker, markerOf, moveMarker } from './unread.ts'

type Standing = Partial<Pick<RoomRow, 'member' | 'joined' | 'access'>>

/** What comes after the copy was wiped comes too late: a cache that is nobody's takes nothing in. */
export async function takeIn(cache: Cache, work: () => Promise<void>): Promise<void> {
  const { rosters, invitations, intents } = cache
  await cache.transaction('rw', [...logTables(cache), rosters, invitations, intents], async () => {
    if ((await whoAmI(cache)) !== '') await work()
  })
}

/** Rooms that this person belongs to; the whole list, so what is not in it is no longer theirs. */
export async function takeAssociations(cache: Cache, rooms: readonly Room[]): Promise<void> {
  const uris = new Set(rooms.map((room) => room.uri))
  await takeIn(cache, async () => {
    for (const row of await cache.rooms.filter(({ member, uri }) => member && !uris.has(uri)).toArray())
      await letGo(cache, row)
    for (const room of rooms) await putRoom(cache, room, { member: true, access: 'yes' })
  })
}

/** Of an open room one need not be a member to read it; of any other the copy goes with the membership. */
async function letGo(cache: Cache, room: RoomRow): Promise<void> {
  const isReadByAll = room.privacy === 'open'
  await cache.rooms.put(isReadByAll ? { ...room, member: false } : await emptied(cache, room))
}

export async function takeJoined(cache: Cache, rooms: readonly Room[]): Promise<void> {
  await takeIn(cache, async () => {
    for (const room of rooms) await putRoom(cache, room, { joined: true, access: 'yes' })
  })
}

/** What a room is, or what this person may do in it, changed; the counts did not. */
export async function takeProperties(cache: Cache, room: RoomProperties): Promise<void> {
  await takeIn(cache, async () => {
    await cache.rooms.update(room.uri, room)
  })
}

/** Rooms found: nothing is said about belonging. */
export async function takeRooms(cache: Cache, rooms: readonly Room[]): Promise<void> {
  await takeIn(cache, async () => {
    for (const room of rooms) await putRoom(cache, room, { access: 'yes' })
  })
}

async function putRoom(cache: Cache, room: Room, standing: Standing): Promise<void> {
  const held = await cache.rooms.get(room.uri)
  const { runs } = await readHistory(cache, room.uri)
  const row = { ...mergeRoom(held, room), ...standing }
  const { read, readGeneration: generation = 0, unread, head } = room
  const marker = read === undefined ? markerOf(row) : { generation, seq: read }
  await cache.rooms.put(
    await hearUnread({ cache, runs, me: await whoAmI(cache) }, row, { marker, unread, head }),
  )
  // Who is in the room is told to those who join; elsewhere its absence says nothing.
  if (standing.joined) await putRoster(cache, room)
}

function mergeRoom(held: RoomRow | undefined, room: Room): RoomRow {
  const { unread, read = 0, readGeneration: generation = 0, lastPost: told, ...others } = room
  const { participantCount: _count, participants: _people, ...rest } = others
  const fresh = { guid: guidOf(room.uri), member: false, joined: false, access: 'yes' as const }
  const count = { marker: read, generation, counted: unread, countedTo: room.head, unread }
  const merged: RoomRow = { ...fresh, ...count, ...held, ...rest, head: Math.max(held?.head ?? 0, room.head) }
  if (told === undefined || told.seq < (held?.lastPost?.seq ?? 0)) return merged
  const lastPost = { ...told, ts: Date.parse(told.ts), authdisp: told.authdisp ?? told.author }
  return { ...(room.head < merged.head ? merged : withoutNews(merged)), lastPost }
}

async function putRoster(cache: Cache, room: Room): Promise<void> {
  await cache.rosters.put({
    room: room.uri,
    count: room.participantCount,
    people: room.participants ?? 'large',
  })
}

/** What one has lost one can no longer read: copy and marker go with the right. My own unsent text stays mine. */
export async function takeLost(cache: Cache, uri: RoomUri): Promise<void> {
  await takeIn(cache, async () => {
    const room = await cache.rooms.get(uri)
    if (room === undefined) await forgetCopy(cache, uri)
    else await cache.rooms.put({ ...(await emptied(cache, room)), access: 'lost' })
  })
}

async function emptied(cache: Cache, room: RoomRow): Promise<RoomRow> {
  await forgetCopy(cache, room.uri)
  const { lastPost: _post, savedUpTo: _time, ...rest } = withoutNews(room)
  const nothing = { marker: 0, generation: 0, counted: 0, countedTo: room.head, unread: 0, permissions: [] }
  return { ...rest, ...nothing, joined: false, member: false }
}

async function forgetCopy(cache: Cache, uri: RoomUri): Promise<void> {
  await forgetLog(cache, uri)
  await cache.rosters.delete(uri)
  await cache.intents.delete(markIntentKey(uri))
}

export async function forgetLog(cache: Cache, uri: RoomUri): Promise<void> {
  await cache.entries.where('[room+seq]').between([uri, 0], [uri, Number.MAX_SAFE_INTEGER]).delete()
  await cache.pins.where('room').equals(uri).delete()
  await cache.snapshots.where('[room+seq]').between([uri, 0], [uri, Number.MAX_SAFE_INTEGER]).delete()
  await cache.histories.delete(uri)
  await forgetMatches(cache, uri)
}

export async function takePresence(cache: Cache, document: PresenceDocument): Promise<void> {
  await takeIn(cache, async () => {
    const held = await readFact(cache, 'presence')
    if (held === undefined || document.version >= held.version) await writeFact(cache, 'presence', document)
  })
}

/** The server's or another device's word about my marker. */
export async function takeMarker(
  cache: Cache,
  told: { room: RoomUri; seq: number; readGeneration: number; unread: number },
): Promise<void> {
  await takeIn(cache, async () => {
    const room = await cache.rooms.get(told.room)
    if (room === undefined) return
    const { runs } = await readHistory(cache, told.room)
    const counting = { cache, runs, me: await whoAmI(cache) }
    const marker = { generation: told.readGeneration, seq: told.seq }
    const marked = await moveMarker(counting, room, marker)
    const isTheirs = marked.marker === told.seq && (marked.generation ?? 0) === told.readGeneration
    const word = { marker, unread: told.unread, head: marked.head }
    // Where all is held, a count that was made before it was may have been too high: it is made again.
    const isKnown = isHeld(runs, { from: told.seq + 1, to: marked.head })
    const counted = () => (isKnown ? countAfresh(counting, marked) : hearUnread(counting, marked, word))
    await cache.rooms.put(isTheirs ? await counted() : marked)
  })
}

/** I have read up to here, or not, on this device; from the same moment on, the server is to hear of it. */
export async function takeReading(
  cache: Cache,
  { room: uri, mark, stamp }: { room: RoomUri; mark(now: Marker): Marker; stamp: string },
): Promise<void> {
  await takeIn(cache, async () => {
    const room = await cache.rooms.get(uri)
    if (room === undefined || room.access === 'lost') return
    const { runs } = await readHistory(cache, uri)
    const marker = mark(markerOf(room))
    await cache.rooms.put(await moveMarker({ cache, runs, me: await whoAmI(cache) }, room, marker))
    await intendToMark(cache, { room: uri, marker, stamp })
  })
}

/** News of a room that this device has not joined: how much waits there, not what. */
export async function takeNewContent(
  cache: Cache,
  told: { room: RoomUri; head: number; unread: number; ts: string },
): Promise<void> {
  await takeIn(cache, async () => {
    const room = await cache.rooms.get(told.room)
    if (room === undefined || room.access === 'lost' || told.head <= room.head) return
    const { runs } = await readHistory(cache, told.room)
    const heard = { marker: markerOf(room), unread: told.unread, head: told.head }
    const counting = { cache, runs, me: await whoAmI(cache) }
    const news = { ...room, head: told.head, newsAt: Date.parse(told.ts) }
    await cache.rooms.put(await hearUnread(counting, news, heard))
  })
}

/** Left, not lost: the copy stays, only nobody tells any more who is there. */
export async function takeParted(cache: Cache, uri: RoomUri): Promise<void> {
  await takeIn(cache, async () => {
    await cache.rooms.update(uri, { joined: false })
    await cache.rosters.delete(uri)
  })
}

/** What was asked for: everything up to `lastInviteId` was answered. */
export async function takeInvitations(
  cache: Cache,
  { invitations, lastInviteId }: { invitations: readonly Invitation[]; lastInviteId: number },
): Promise<void> {
  await takeIn(cache, async () => {
    for (const each of invitations) await putInvitation(cache, each)
    const seen = (await readFact(cache, 'lastInviteId')) ?? 0
    await writeFact(cache, 'lastInviteId', Math.max(seen, lastInviteId))
  })
}

/** One that came by itself may have left earlier ones behind, which are asked for at the next sign-in. */
export async function takeInvitation(cache: Cache, invitation: Invitation): Promise<void> {
  await takeIn(cache, async () => {
    await putInvitation(cache, invitation)
    const seen = (await readFact(cache, 'lastInviteId')) ?? 0
    if (invitation.inviteId === seen + 1) await writeFact(cache, 'lastInviteId', invitation.inviteId)
  })
}

async function putInvitation(cache: Cache, { room, inviteId, createdOn }: Invitation): Promise<void> {
  await putRoom(cache, room, { member: true, access: 'yes' })
  await cache.invitations.put({ inviteId, createdOn, room: room.uri })
}

/** A session ended or begins: what was joined in the last one no longer is. */
export async function takeSessionEnd(cache: Cache): Promise<void> {
  await cache.rooms.filter((room) => room.joined).modify({ joined: false })
}
