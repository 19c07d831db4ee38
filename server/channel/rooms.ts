// Entering and leaving rooms, and the lists of rooms that belong to a person.

import { noSuchRoom, XccosError } from '#shared/errors.ts'
import type { Room } from '#shared/room.ts'
import type { PersonUri, RoomUri } from '#shared/uri.ts'
import { parted, readHistory } from '../compliance/record.ts'
import type { Standing } from '../store/jobs/personal.ts'
import type { Store } from '../store/store.ts'
import type { AccessCache } from './access.ts'
import { actor, type Endpoint, presenceOf } from './endpoint.ts'
import { createEntrance } from './entrance.ts'
import { permissionsIn, type RoomAccess } from './permissions.ts'
import type { Recorder } from './recorder.ts'
import { viewRoom } from './room-view.ts'
import type { Roster } from './roster.ts'
import type { TailWatch } from './tail-watch.ts'

export type FailedRoom = { uri: RoomUri; code: number; text: string }
export type Rooms = {
  join(endpoint: Endpoint, uri: RoomUri): Promise<Room>
  joinAll(endpoint: Endpoint, uris: RoomUri[]): Promise<{ rooms: Room[]; failed: FailedRoom[] }>
  part(endpoint: Endpoint, uri: RoomUri): Promise<void>
  /** The connection is gone: it leaves every room. */
  leaveAll(endpoint: Endpoint): Promise<void>
  associations(endpoint: Endpoint, role: 'member' | 'manager'): Promise<Room[]>
  /** Rooms as the caller may see them, without the texts of posts. */
  view(endpoint: Endpoint, accesses: RoomAccess[]): Promise<Room[]>
}

type Deps = {
  store: Store
  access: AccessCache
  roster: Roster
  recorder: Recorder
  tails: Pick<TailWatch, 'startAt'>
  clock: { now(): number }
}

export function createRooms(deps: Deps): Rooms {
  const { store, access, roster, recorder, clock } = deps
  const entrance = createEntrance(deps)

  async function leave(endpoint: Endpoint, uri: RoomUri): Promise<void> {
    roster.leave(endpoint, uri)
    await recorder.record(parted(presenceOf(endpoint, recorder), uri, clock.now()))
  }

  async function viewEntered(endpoint: Endpoint, accesses: RoomAccess[]): Promise<Room[]> {
    const rooms = await viewReadable(deps, endpoint, { accesses, withLast: true })
    for (const { uri, head, read } of rooms) if (read !== undefined) deps.tails.startAt(uri, head)
    return rooms.map((room) => withParticipants(roster, room))
  }

  async function joinAll(endpoint: Endpoint, uris: RoomUri[]) {
    const outcomes = await entrance.enter(endpoint, uris)
    const accesses = outcomes.flatMap((each) => ('access' in each ? [each.access] : []))
    const failed = outcomes.flatMap((each) =>
      'refusal' in each ? [{ uri: each.uri, code: each.refusal.status, text: each.refusal.code }] : [],
    )
    return { rooms: await viewEntered(endpoint, accesses), failed }
  }

  return {
    joinAll,
    async join(endpoint, uri) {
      const [entered] = await entrance.enter(endpoint, [uri])
      if (!entered) throw noSuchRoom()
      if ('refusal' in entered) throw entered.refusal
      const [room] = await viewEntered(endpoint, [entered.access])
      if (!room) throw noSuchRoom()
      return room
    },
    async part(endpoint, uri) {
      if (!endpoint.joined.has(uri)) throw new XccosError('UserNotJoined', 'You are not in this room.')
      await leave(endpoint, uri)
    },
    async leaveAll(endpoint) {
      await Promise.all([...endpoint.joined].map((uri) => leave(endpoint, uri)))
    },
    async associations(endpoint, role) {
      const uris = await store.roomsByRole({ role, principals: [...endpoint.principals] })
      const accesses = await visible(access, endpoint, uris)
      return viewReadable(deps, endpoint, { accesses, withLast: true })
    },
    view: (endpoint, accesses) => viewReadable(deps, endpoint, { accesses, withLast: false }),
  }
}

async function visible(access: AccessCache, endpoint: Endpoint, uris: RoomUri[]): Promise<RoomAccess[]> {
  const accesses = await Promise.all(uris.map((uri) => access.room(uri)))
  return accesses
    .filter((each) => each !== undefined)
    .filter((each) => permissionsIn(each, endpoint.principals).has('view'))
}

/** Views with head, unread and newest post where the caller may read; the newest post's text is a recorded read. */
async function viewReadable(
  { store, access, roster, recorder, clock }: Deps,
  endpoint: Endpoint,
  { accesses, withLast }: { accesses: RoomAccess[]; withLast: boolean },
): Promise<Room[]> {
  const mayBeRead = accesses.filter((each) => mayRead(each, endpoint))
  const roomIds = mayBeRead.map((each) => each.room.id)
  const { person } = endpoint
  const standings = await standingsOf(store, { person, roomIds, withLast })
  // What was said after the right was lost may be among the newest by now.
  const now = await Promise.all(mayBeRead.map(({ room }) => access.room(room.uri)))
  const readable = now.filter((each) => each !== undefined).filter((each) => mayRead(each, endpoint))
  const readableIds = new Set(readable.map(({ room }) => room.id))
  const byRoom = new Map<number, Standing>(
    standings.filter(({ roomId }) => readableIds.has(roomId)).map((each) => [each.roomId, each]),
  )
  if (withLast && recorder.isOn()) {
    const reads = readable.flatMap(({ room }) => {
      const seq = byRoom.get(room.id)?.last?.seq
      const read = {
        room: room.uri,
        at: clock.now(),
        asked: { mode: 'newest' },
        from: Number(seq),
        to: Number(seq),
      }
      return seq === undefined ? [] : [readHistory(actor(endpoint), read)]
    })
    await recorder.record(...reads)
  }
  return accesses.map((each) =>
    viewRoom(each, { principals: endpoint.principals, standing: byRoom.get(each.room.id) }, roster),
  )
}

/** Of whoever is new in a room this marks the place, so that nothing before it counts as unread. */
async function standingsOf(
  store: Store,
  asked: { person: PersonUri; roomIds: number[]; withLast: boolean },
): Promise<Standing[]> {
  const standings = await store.standings(asked)
  const unmarked = standings.filter(({ isMarked }) => !isMarked).map(({ roomId }) => roomId)
  if (!asked.withLast || unmarked.length === 0) return standings
  await store.placeMarkers({ person: asked.person, roomIds: unmarked })
  return store.standings(asked)
}

function mayRead(known: RoomAccess, endpoint: Endpoint): boolean {
  return permissionsIn(known, endpoint.principals).has('readHistory')
}

function withParticipants(roster: Roster, room: Room): Room {
  const participants = roster.participants(room.uri)
  return participants ? { ...room, participants } : room
}
