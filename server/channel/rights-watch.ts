// After a change of rights: whoever may no longer be in a room is cut off before anything more is delivered,
// and those who stay learn what changed.

import { ERROR_CODES } from '#shared/errors.ts'
import { notices } from '#shared/notices/index.ts'
import type { PersonUri, RoomUri } from '#shared/uri.ts'
import { parted } from '../compliance/record.ts'
import type { Log } from '../logger.ts'
import type { Pool } from '../pool/pool.ts'
import type { AccessCache } from './access.ts'
import { type Endpoint, presenceOf } from './endpoint.ts'
import { permissionsIn, type RoomAccess, rolesIn } from './permissions.ts'
import type { Recorder } from './recorder.ts'
import { viewProperties } from './room-view.ts'
import type { Roster } from './roster.ts'

type Deps = {
  access: AccessCache
  roster: Roster
  recorder: Recorder
  pool: Pool
  clock: { now(): number }
  log: Log
}

export type RightsWatch = {
  /** Looks again at everyone in the room, under the rights of `epoch`, and tells those who stay what changed. */
  recheck(room: RoomUri, epoch: number): Promise<void>
  /** None waits for another: whoever is still in a room hears what is said in it. What fails in one leaves out no other. */
  recheckAll(rooms: readonly RoomUri[], epoch: number): Promise<void>
  /** The same for these people, in every room that they are in. */
  recheckPeople(epoch: number, people: readonly PersonUri[]): Promise<void>
  /** Only the first half of it, under the rights of now: whoever may not be there is gone from the room. */
  cutOff(room: RoomUri): Promise<void>
  /** The same at once; false where the rights of now have yet to be read. */
  cutOffNow(room: RoomUri): boolean
}

/** Waits for all of them, and fails when one did. */
async function allOf(works: Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(works)).find((each) => each.status === 'rejected')
  if (failed) throw failed.reason
}

const everybody = (_person: PersonUri) => true

export function createRightsWatch({ access, roster, recorder, pool, clock, log }: Deps): RightsWatch {
  /** What was read under one epoch is another object under the next. */
  const lookedAt = new WeakSet<RoomAccess>()

  async function cut(endpoint: Endpoint, room: RoomUri, known: RoomAccess | undefined): Promise<void> {
    const text = known?.room.disabled ? 'NodeDisabled' : 'ErrorPermission'
    roster.leave(endpoint, room, { id: notices.kick.ntc, data: { room, code: ERROR_CODES[text], text } })
    await recorder.record(parted(presenceOf(endpoint, recorder), room, clock.now()))
  }

  async function look(room: RoomUri, epoch: number): Promise<RoomAccess | undefined> {
    access.advance(epoch)
    return access.room(room)
  }

  async function cutStrangers(room: RoomUri, known: RoomAccess | undefined): Promise<void> {
    const strangers = roster
      .endpoints(room)
      .filter(({ principals }) => !known || !permissionsIn(known, principals).has('join'))
    const cuts = strangers.map((endpoint) => cut(endpoint, room, known))
    if (known) lookedAt.add(known)
    await Promise.all(cuts)
  }

  function tellWhatChanged(known: RoomAccess, whom = everybody): void {
    for (const { id, person, principals } of roster.endpoints(known.room.uri)) {
      if (!whom(person)) continue
      roster.setRoles(known.room.uri, person, rolesIn(known, principals))
      const data = { room: viewProperties(known, principals) }
      pool.announce({ kind: 'to-session', session: id, notice: { id: notices.chanmodify.ntc, data } })
    }
  }

  async function lookAgain(room: RoomUri, epoch: number, whom = everybody): Promise<void> {
    const known = await look(room, epoch)
    const cuts = cutStrangers(room, known)
    if (known) tellWhatChanged(known, whom)
    await cuts
  }

  async function recheckPeople(epoch: number, people: readonly PersonUri[]): Promise<void> {
    access.advance(epoch)
    const concerned = new Set(people)
    const whom = (person: PersonUri) => concerned.has(person)
    const concerning = roster
      .rooms()
      .filter((room) => roster.endpoints(room).some(({ person }) => whom(person)))
    await allOf(concerning.map((room) => lookAgain(room, epoch, whom)))
  }

  return {
    recheckPeople,
    recheck: (room, epoch) => lookAgain(room, epoch),
    recheckAll: (rooms, epoch) => allOf(rooms.map((room) => lookAgain(room, epoch))),
    cutOff: async (room) => cutStrangers(room, await access.room(room)),
    cutOffNow(room) {
      const known = access.held(room)
      if (known && !lookedAt.has(known))
        cutStrangers(room, known).catch((error: unknown) =>
          log.warn({ error, room }, 'a part was not recorded'),
        )
      return known !== undefined
    },
  }
}
