// Whose membership tickets are void before their time. Rights that are lost take the tickets with them: whoever is there hears of it
// at once, and tells it on where the server cannot.

import { TICKET_HOURS_MAX } from '#shared/limits.ts'
import { type PoolSigned, poolBytes } from '#shared/mesh/pool-signed.ts'
import { type EpochStatement, REVOKED_MAX } from '#shared/mesh/ticket.ts'
import { notices } from '#shared/notices/index.ts'
import type { PersonUri, RoomUri } from '#shared/uri.ts'
import type { Identity } from '../identity/identity.ts'
import type { Pool } from '../pool/pool.ts'
import type { Holder, Revoked } from '../store/jobs/mesh.ts'
import type { Store } from '../store/store.ts'
import type { AccessCache } from './access.ts'
import { isMeshIn } from './mesh-policy.ts'
import { permissionsIn, type RoomAccess } from './permissions.ts'

const HOUR_MS = 60 * 60_000

export type Epochs = {
  /** Undefined while nobody's ticket is void. */
  statement(room: { id: number; uri: RoomUri }, revoked: Revoked): Promise<PoolSigned | undefined>
  /** Rights of this room changed. */
  review(room: RoomUri): Promise<void>
  /** Rights of these people changed, or of everybody. */
  reviewPeople(people?: readonly PersonUri[]): Promise<void>
  /** All that they have, whatever they may still do: their sessions were ended. */
  revoke(person: PersonUri): Promise<void>
}

export type EpochDeps = {
  store: Pick<Store, 'meshPolicy' | 'ticketHolders' | 'ticketRooms' | 'revokeTickets' | 'revokedTickets'>
  access: Pick<AccessCache, 'room'>
  identity: Pick<Identity, 'findPerson' | 'principalsOf' | 'signWithPoolKey'>
  pool: Pick<Pool, 'announce'>
  clock: { now(): number }
}

export function createEpochs(deps: EpochDeps): Epochs {
  const { store, access, identity, pool, clock } = deps

  async function statement(room: { id: number; uri: RoomUri }, revoked: Revoked) {
    const signed = JSON.stringify(statementOf(room.uri, revoked, clock.now()))
    if (revoked.length === 0) return undefined
    return { signed, ...(await identity.signWithPoolKey(poolBytes('epoch', signed))) }
  }

  async function revokeIn(uri: RoomUri, isLost: (holder: Holder, known: RoomAccess) => Promise<boolean>) {
    const known = await access.room(uri)
    if (!known) return
    const { id } = known.room
    const holders = await store.ticketHolders({ roomId: id, now: clock.now() })
    const lost: string[] = []
    for (const holder of holders) if (await isLost(holder, known)) lost.push(holder.device)
    if (lost.length === 0) return
    const at = clock.now()
    const forgetBefore = at - TICKET_HOURS_MAX * HOUR_MS
    await store.revokeTickets({ roomId: id, devices: lost, at, forgetBefore })
    const said = await statement(known.room, await store.revokedTickets({ roomId: id }))
    if (!said) return
    const notice = { id: notices.epoch.ntc, data: { room: uri, statement: said } }
    pool.announce({ kind: 'to-room', room: uri, notice })
  }

  async function hasLost({ person, mayPost }: Holder, known: RoomAccess): Promise<boolean> {
    if (!isMeshIn(known, await store.meshPolicy({}))) return true
    if ((await identity.findPerson(person))?.disabled !== false) return true
    const granted = permissionsIn(known, await identity.principalsOf(person))
    return !granted.has('join') || (mayPost && !granted.has('chat'))
  }

  const roomsOf = (people?: readonly PersonUri[]) =>
    store.ticketRooms({ ...(people ? { people: [...people] } : {}), now: clock.now() })

  return {
    statement,
    review: (room) => revokeIn(room, hasLost),
    async reviewPeople(people) {
      if (people?.length === 0) return
      const concerned = new Set(people)
      for (const room of await roomsOf(people))
        await revokeIn(room, async (holder, known) =>
          people === undefined || concerned.has(holder.person) ? hasLost(holder, known) : false,
        )
    },
    async revoke(person) {
      for (const room of await roomsOf([person]))
        await revokeIn(room, async (holder) => holder.person === person)
    },
  }
}

function statementOf(room: RoomUri, revoked: Revoked, iat: number): EpochStatement {
  // More than can be named: then everybody has to ask anew who has not asked since.
  const before = revoked[REVOKED_MAX]?.[1] ?? 0
  return { v: 1, room, epoch: revoked[0]?.[1] ?? 0, iat, before, revoked: revoked.slice(0, REVOKED_MAX) }
}
