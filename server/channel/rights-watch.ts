// After a change of rights: whoever may no longer be in a room is cut off before anything more is delivered,
// and those who stay learn what changed.

import { ERROR_CODES } from '#shared/errors.ts'
import { notices } from '#shared/notices/index.ts'
import type { RoomUri } from '#shared/uri.ts'
import { parted } from '../compliance/record.ts'
import type { Pool } from '../pool/pool.ts'
import type { RoomAccess } from '../store/jobs/rooms.ts'
import type { AccessCache } from './access.ts'
import { actor, type Endpoint } from './endpoint.ts'
import { permissionsIn } from './permissions.ts'
import type { Recorder } from './recorder.ts'
import { viewProperties } from './room-view.ts'
import type { Roster } from './roster.ts'

type Deps = { access: AccessCache; roster: Roster; recorder: Recorder; pool: Pool; clock: { now(): number } }

export type RightsWatch = {
  /** Looks again at everyone in the room, under the rights of `epoch`. */
  recheck(room: RoomUri, epoch: number): Promise<void>
}

export function createRightsWatch({ access, roster, recorder, pool, clock }: Deps): RightsWatch {
  async function cut(endpoint: Endpoint, room: RoomUri, known: RoomAccess | undefined): Promise<void> {
    const text = known?.room.disabled ? 'NodeDisabled' : 'ErrorPermission'
    roster.leave(endpoint, room, { id: notices.kick.ntc, data: { room, code: ERROR_CODES[text], text } })
    await recorder.record(parted(actor(endpoint), room, clock.now()))
  }

  return {
    async recheck(room, epoch) {
      access.advance(epoch)
      const known = await access.room(room)
      const cuts: Promise<void>[] = []
      for (const endpoint of roster.endpoints(room)) {
        if (!known || !permissionsIn(known, endpoint.principals).has('join'))
          cuts.push(cut(endpoint, room, known))
        else {
          const data = { room: viewProperties(known, endpoint.principals) }
          pool.announce({
            kind: 'to-session',
            session: endpoint.id,
            notice: { id: notices.chanmodify.ntc, data },
          })
        }
      }
      await Promise.all(cuts)
    },
  }
}
