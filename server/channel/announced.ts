// Which places of each room's log were announced here, as runs of seq. The first run of a room begins at 0 once it
// is known from where its listeners hear it; what lies between two runs, nobody here has heard.

import { addRun, gapsBetween, type Run } from '#shared/runs.ts'
import type { RoomUri } from '#shared/uri.ts'

export type Announced = {
  /** From now on somebody listens to the room. */
  begin(room: RoomUri): void
  /** Its first listener has, or asks for, everything up to the head. Later ones change nothing. */
  startAt(room: RoomUri, head: number): void
  note(room: RoomUri, run: Run): void
  has(room: RoomUri, seq: number): boolean
  /** What was not announced, up to a seq. */
  missing(room: RoomUri, upTo: number): Run[]
  rooms(): RoomUri[]
  forget(room: RoomUri): void
}

export function createAnnounced(): Announced {
  const known = new Map<RoomUri, Run[]>()

  function note(room: RoomUri, run: Run): void {
    const runs = known.get(room)
    if (runs) known.set(room, addRun(runs, run))
  }

  return {
    note,
    begin(room) {
      if (!known.has(room)) known.set(room, [])
    },
    startAt(room, head) {
      if (known.get(room)?.[0]?.from !== 0) note(room, { from: 0, to: head })
    },
    has: (room, seq) => known.get(room)?.some(({ from, to }) => from <= seq && seq <= to) ?? false,
    missing: (room, upTo) => gaps(known.get(room) ?? [], upTo),
    rooms: () => [...known.keys()],
    forget: (room) => void known.delete(room),
  }
}

function gaps(runs: Run[], upTo: number): Run[] {
  const bound = upTo + 1
  return gapsBetween(addRun(runs, { from: bound, to: bound })).filter(({ from }) => from < bound)
}
