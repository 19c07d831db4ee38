// A planned run, read out of the archive a page at a time, however long it is.

import type { ArchiveDb } from '../store/archive/open-archive.ts'
import { type RoomSpan, readEvents, readRooms } from '../store/archive/read-events.ts'
import { roomDetails } from '../store/archive/room-details.ts'
import type { PlannedRun } from '../store/archive/runs.ts'
import type { RoomSlice, Run } from './adapters/adapter.ts'
import type { ArchivedEvent } from './archived.ts'

const EVENTS_AT_ONCE = 500
const ROOMS_AT_ONCE = 200

type Span = { from: number; to: number; room?: string | null }

export function runOf(db: ArchiveDb, planned: PlannedRun, pool: string): Run {
  const { from, to, plannedAt } = planned
  return {
    id: runId(planned),
    ...{ pool, from, to, plannedAt },
    events: () => eventsOf(db, { from, to }),
    rooms: () => roomsOf(db, { from, to }),
  }
}

/** Names its output too, so that files of several runs stand in their order. */
export function runId({ adapter, from, to }: Pick<PlannedRun, 'adapter' | 'from' | 'to'>): string {
  const number = (each: number) => String(each).padStart(10, '0')
  return `${adapter}-${number(from)}-${number(to)}`
}

/** What retention has let go of since is left out. */
async function* eventsOf(db: ArchiveDb, { from, to, room }: Span): AsyncGenerator<ArchivedEvent> {
  for (let after = from - 1; ; ) {
    const page = await readEvents(db, { after, upTo: to, limit: EVENTS_AT_ONCE, room })
    for (const { event } of page) if (event !== null) yield JSON.parse(event) as ArchivedEvent
    after = page.at(-1)?.number ?? to
    if (page.length < EVENTS_AT_ONCE) return
  }
}

async function* roomsOf(db: ArchiveDb, { from, to }: Span): AsyncGenerator<RoomSlice> {
  for (let after = from - 1; ; ) {
    const spans = await readRooms(db, { from, to, after, limit: ROOMS_AT_ONCE })
    for (const span of spans) {
      const slice = await sliceOf(db, span)
      if (slice) yield slice
    }
    after = spans.at(-1)?.first ?? to
    if (spans.length < ROOMS_AT_ONCE) return
  }
}

async function sliceOf(db: ArchiveDb, { room, first, last }: RoomSpan): Promise<RoomSlice | undefined> {
  const events = () => eventsOf(db, { from: first, to: last, room })
  const { value: begin } = await events().next()
  if (!begin) return undefined
  const [end] = await readEvents(db, { after: last - 1, upTo: last, limit: 1, room })
  const details = room === null ? undefined : await roomDetails(db, room)
  return {
    room: begin.room,
    details: details ?? null,
    first: begin,
    startedAt: begin.at,
    endedAt: end?.at ?? begin.at,
    events,
  }
}
