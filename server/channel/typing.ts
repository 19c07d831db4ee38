// "Ada is writing": told to the others in the room, at most so often, and never in a large room. Nothing is stored.

import { XccosError } from '#shared/errors.ts'
import { TYPING_EVERY_MS } from '#shared/limits.ts'
import { notices } from '#shared/notices/index.ts'
import type { RoomUri } from '#shared/uri.ts'
import type { Pool } from '../pool/pool.ts'
import type { AccessCache } from './access.ts'
import type { Endpoint } from './endpoint.ts'
import { requirePermission } from './permissions.ts'
import type { Roster } from './roster.ts'

export type Typing = { type(endpoint: Endpoint, room: RoomUri): Promise<void> }
type Deps = { access: AccessCache; roster: Roster; pool: Pool; clock: { now(): number } }

/** Above so many, those that are out of date are let go. */
const KEPT = 10_000

export function createTyping({ access, roster, pool, clock }: Deps): Typing {
  const toldAt = new Map<string, number>()

  function isTooSoon(key: string): boolean {
    const now = clock.now()
    const last = toldAt.get(key)
    if (last !== undefined && now >= last && now - last < TYPING_EVERY_MS) return true
    if (toldAt.size >= KEPT) toldAt.clear()
    toldAt.set(key, now)
    return false
  }

  return {
    async type(endpoint, room) {
      const known = await access.room(room)
      requirePermission(known, endpoint.principals, 'chat')
      if (!endpoint.joined.has(room)) throw new XccosError('UserNotJoined', 'You are not in this room.')
      const { person: uri, displayName } = endpoint
      if (roster.isLarge(room) || isTooSoon(`${uri} ${room}`)) return
      const notice = { id: notices.typing.ntc, data: { room, uri, displayName } }
      pool.announce({ kind: 'to-room', room, notice, except: endpoint.id, exceptPerson: uri })
    },
  }
}
