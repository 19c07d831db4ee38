// Which places of each room's log were announced here, as runs of seq. The first run of a room begins at 0 once it
// is known from where its listeners hear it; what lies between two runs, nobody here has heard.

import type { RoomUri } from '#shared/uri.ts'

export type Run = { from: number; to: number }

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
    if (runs) known.set(room, joined(runs, run))
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

/** Nearly always the run follows the last one, and the list is one long. */
function joined(runs: Run[], run: Run): Run[] {
  const apart = runs.filter(({ from, to }) => to + 1 < run.from || run.to + 1 < from)
  const touching = runs.filter((each) => !apart.includes(each))
  const from = Math.min(run.from, ...touching.map((each) => each.from))
  const to = Math.max(run.to, ...touching.map((each) => each.to))
  return [...apart, { from, to }].sort((left, right) => left.from - right.from)
}

function gaps(runs: Run[], upTo: number): Run[] {
  return runs
    .map(({ to }, index) => ({ from: to + 1, to: Math.min((runs[index + 1]?.from ?? upTo + 1) - 1, upTo) }))
    .filter(({ from, to }) => from <= to)
}
