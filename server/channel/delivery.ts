// What was stored goes out to those who may hear it now. Another node may have changed the rights, and the store told only of
// the new epoch: then the room is looked at before anything more is delivered in it, and what comes after waits its turn.

import type { Delivered } from '#shared/entry.ts'
import type { RoomUri } from '#shared/uri.ts'
import type { Log } from '../logger.ts'
import type { Pool } from '../pool/pool.ts'
import type { RightsWatch } from './rights-watch.ts'
import type { Roster } from './roster.ts'

const LOOKS_MAX = 20

/** What one commit added to a room's log, from one `seq` to another. */
export type DeliveredRun = { room: RoomUri; from: number; to: number; items: Delivered[] }
export type Delivery = {
  /** Goes out at once where nobody has to be looked at first, and in the order of the calls. */
  deliver(run: DeliveredRun): void
  /** Resolves when nothing waits. */
  settled(): Promise<void>
}

type Deps = {
  roster: Pick<Roster, 'count'>
  watch: Pick<RightsWatch, 'cutOff' | 'cutOffNow'>
  pool: Pool
  log: Log
}

export function createDelivery({ roster, watch, pool, log }: Deps): Delivery {
  const waiting = new Map<RoomUri, DeliveredRun[]>()
  const looks = new Set<Promise<void>>()

  const mayGo = (room: RoomUri) => roster.count(room) === 0 || watch.cutOffNow(room)
  const send = (run: DeliveredRun) => pool.announce({ kind: 'entries', ...run })

  async function lookFirst(room: RoomUri): Promise<void> {
    for (let look = 0; look < LOOKS_MAX && !mayGo(room); look += 1)
      await watch
        .cutOff(room)
        .catch((error: unknown) => log.warn({ error, room }, 'a room could not be looked at'))
    const runs = waiting.get(room) ?? []
    waiting.delete(room)
    // What does not go out here is missing from what was announced, and goes out from there.
    if (mayGo(room)) for (const run of runs) send(run)
  }

  return {
    deliver(run) {
      const before = waiting.get(run.room)
      if (before) before.push(run)
      else if (mayGo(run.room)) send(run)
      else {
        waiting.set(run.room, [run])
        const look = lookFirst(run.room).finally(() => looks.delete(look))
        looks.add(look)
      }
    },
    async settled() {
      await Promise.all(looks)
    },
  }
}
