// The one way in which it enters the cache who is in a room, as what, and how.

import type { Participant } from '#shared/person.ts'
import type { State } from '#shared/presence.ts'
import type { PersonUri, RoomUri } from '#shared/uri.ts'
import type { Cache } from './database.ts'
import { takeIn } from './intake-rooms.ts'
import type { RosterRow } from './rows.ts'

export async function takeArrival(
  cache: Cache,
  {
    room,
    participant,
    participantCount,
  }: { room: RoomUri; participant: Participant; participantCount: number },
): Promise<void> {
  await changeRoster(cache, room, (roster) => ({
    ...roster,
    count: participantCount,
    people: withPerson(roster.people, participant),
  }))
}

function withPerson(people: RosterRow['people'], person: Participant): RosterRow['people'] {
  return people === 'large' ? people : [...people.filter((other) => other.uri !== person.uri), person]
}

export async function takeDeparture(
  cache: Cache,
  { room, uri, participantCount }: { room: RoomUri; uri: PersonUri; participantCount: number },
): Promise<void> {
  await changeRoster(cache, room, (roster) => ({
    ...roster,
    count: participantCount,
    people: roster.people === 'large' ? 'large' : roster.people.filter((person) => person.uri !== uri),
  }))
}

/** Somebody there holds other roles now. */
export async function takeRoles(
  cache: Cache,
  { room, uri, roles }: { room: RoomUri; uri: PersonUri; roles: Participant['roles'] },
): Promise<void> {
  await changeRoster(cache, room, (roster) =>
    roster.people === 'large'
      ? roster
      : { ...roster, people: roster.people.map((each) => (each.uri === uri ? { ...each, roles } : each)) },
  )
}

async function changeRoster(
  cache: Cache,
  room: RoomUri,
  change: (roster: RosterRow) => RosterRow,
): Promise<void> {
  await takeIn(cache, async () => {
    const roster = await cache.rosters.get(room)
    if (roster !== undefined) await cache.rosters.put(change(roster))
  })
}

/** How somebody is there, in every room in which this device sees them. */
export async function takeState(
  cache: Cache,
  { uri, state }: { uri: PersonUri; state: State },
): Promise<void> {
  await takeIn(cache, async () => {
    await cache.rosters.toCollection().modify((roster) => {
      if (roster.people === 'large') return
      roster.people = roster.people.map((person) => (person.uri === uri ? { ...person, state } : person))
    })
  })
}
