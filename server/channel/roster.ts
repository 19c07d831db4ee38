// Who is in which room now. A person counts once, however many connections they have there. In a room above
// the limit the roster goes quiet, and speaks again below 80 % of it, so that it does not flicker (facts 2.4.4).

import type { NoticeItem } from '#shared/envelope.ts'
import { PARTICIPANT_RESUME_RATIO, PARTICIPANT_UPDATE_LIMIT } from '#shared/limits.ts'
import { notices } from '#shared/notices/index.ts'
import type { Participant, Role } from '#shared/person.ts'
import type { State } from '#shared/presence.ts'
import type { PersonUri, RoomUri } from '#shared/uri.ts'
import type { Pool } from '../pool/pool.ts'
import type { Endpoint } from './endpoint.ts'

type Presence = { participant: Participant; endpoints: Set<Endpoint> }
type RoomRoster = { people: Map<string, Presence>; isLarge: boolean }

export type Roster = {
  /** True when the person was not there before. */
  enter(endpoint: Endpoint, room: RoomUri, roles: Role[]): boolean
  /** True when the person is no longer there. A notice, if any, is the last that the connection hears of the room. */
  leave(endpoint: Endpoint, room: RoomUri, notice?: NoticeItem): boolean
  /** Others in the room are told, unless it is large. */
  setRoles(room: RoomUri, person: PersonUri, roles: Role[]): void
  count(room: RoomUri): number
  /** Undefined in a large room. */
  participants(room: RoomUri): Participant[] | undefined
  /** In a large room too. */
  everybody(room: RoomUri): Participant[]
  isLarge(room: RoomUri): boolean
  endpoints(room: RoomUri): Endpoint[]
  rooms(): RoomUri[]
}

export function createRoster(pool: Pool, stateOf: (person: PersonUri) => State): Roster {
  const rosters = new Map<RoomUri, RoomRoster>()

  function settleSize(roster: RoomRoster): void {
    const limit = roster.isLarge
      ? PARTICIPANT_UPDATE_LIMIT * PARTICIPANT_RESUME_RATIO
      : PARTICIPANT_UPDATE_LIMIT + 1
    roster.isLarge = roster.people.size >= limit
  }

  function everybody(room: RoomUri): Participant[] {
    const people = rosters.get(room)?.people.values() ?? []
    return Array.from(people, ({ participant }) => ({ ...participant, state: stateOf(participant.uri) }))
  }

  function enter(endpoint: Endpoint, room: RoomUri, roles: Role[]): boolean {
    const roster = rosters.get(room) ?? { people: new Map<string, Presence>(), isLarge: false }
    rosters.set(room, roster)
    endpoint.joined.add(room)
    pool.announce({ kind: 'subscribe', session: endpoint.id, room })
    const there = roster.people.get(endpoint.person)
    if (there) {
      there.endpoints.add(endpoint)
      return false
    }
    const participant = { uri: endpoint.person, displayName: endpoint.displayName, roles }
    roster.people.set(endpoint.person, { participant, endpoints: new Set([endpoint]) })
    settleSize(roster)
    if (!roster.isLarge) {
      const entered = { ...participant, state: stateOf(participant.uri) }
      const data = { room, participant: entered, participantCount: roster.people.size }
      pool.announce({ kind: 'to-room', room, notice: { id: notices.join.ntc, data }, except: endpoint.id })
    }
    return true
  }

  function leave(endpoint: Endpoint, room: RoomUri, notice?: NoticeItem): boolean {
    const roster = rosters.get(room)
    const there = roster?.people.get(endpoint.person)
    endpoint.joined.delete(room)
    pool.announce({ kind: 'unsubscribe', session: endpoint.id, room, ...(notice ? { notice } : {}) })
    if (!roster || !there?.endpoints.delete(endpoint) || there.endpoints.size > 0) return false
    roster.people.delete(endpoint.person)
    const wasLarge = roster.isLarge
    settleSize(roster)
    if (roster.people.size === 0) rosters.delete(room)
    else if (!wasLarge) {
      const data = { room, uri: endpoint.person, participantCount: roster.people.size }
      pool.announce({ kind: 'to-room', room, notice: { id: notices.part.ntc, data }, except: endpoint.id })
    }
    return true
  }

  function setRoles(room: RoomUri, uri: PersonUri, roles: Role[]): void {
    const roster = rosters.get(room)
    const there = roster?.people.get(uri)
    if (!roster || !there || there.participant.roles.join() === roles.join()) return
    there.participant = { ...there.participant, roles }
    if (roster.isLarge) return
    pool.announce({
      kind: 'to-room',
      room,
      notice: { id: notices.permodify.ntc, data: { room, uri, roles } },
    })
  }

  return {
    enter,
    leave,
    setRoles,
    count: (room) => rosters.get(room)?.people.size ?? 0,
    participants: (room) => (rosters.get(room)?.isLarge ? undefined : everybody(room)),
    everybody,
    isLarge: (room) => rosters.get(room)?.isLarge ?? false,
    endpoints: (room) =>
      Array.from(rosters.get(room)?.people.values() ?? []).flatMap((there) => [...there.endpoints]),
    rooms: () => [...rosters.keys()],
  }
}
