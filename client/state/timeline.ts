// The rows of a room's timeline. A row that did not change keeps its object, so the list redraws only what did;
// a post that is confirmed keeps its key, so it does not jump.

import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from 'solid-js'
import { shownPost } from './post-state.ts'
import { keepSame } from './same.ts'
import { stepsBetween } from './steps.ts'
import { isStartReached, newsRows, type TimelineRow, timelineRows } from './timeline-rows.ts'
import { followWindow, type Seen } from './timeline-window.ts'

export type { TimelineRow }

/** Changes only at one end at a time, so that a list can tell which and hold its place. */
export type Timeline = {
  rows: readonly TimelineRow[]
  /** The newest rows there are, also those below the part that is on screen. */
  news: readonly TimelineRow[]
  start: 'unknown' | 'reached'
  /** Cut: there is more below `rows`. */
  end: 'reached' | 'cut'
  loadingOlder: boolean
  head: number
  /** My read marker when the room was opened. */
  markerOnOpen: number
}

type Reading = Seen & { markerOnOpen: number }

/** Undefined until the first look into the cache; then the newest rows, and others as one moves. */
export function useTimeline(guid: () => string): Accessor<Timeline | undefined> {
  const [reading, setReading] = createSignal<Reading | undefined>()
  const [loadingOlder, setLoading] = createSignal(false)
  const asked = createMemo(guid)
  const seen = (now: Seen) => {
    for (const entries of stepsBetween(reading()?.entries ?? [], now.entries))
      setReading((before) => ({ ...now, entries, markerOnOpen: before?.markerOnOpen ?? now.marker }))
  }
  createEffect(() => {
    setReading(undefined)
    setLoading(false)
    onCleanup(followWindow(asked(), { seen, loading: setLoading }))
  })
  const drawn = createMemo<Drawn | undefined>((before) => {
    const now = reading()
    return now === undefined ? undefined : drawnOf(before, now)
  }, undefined)
  return createMemo(() => {
    const now = drawn()
    return now === undefined ? undefined : { ...now, loadingOlder: loadingOlder() }
  })
}

type Drawn = Omit<Timeline, 'loadingOlder'>

function drawnOf(before: Drawn | undefined, now: Reading): Drawn {
  const { head, markerOnOpen, isCut } = now
  const rows = keepSame(before?.rows ?? [], timelineRows(now, now.me, shownPost), keyOf)
  return {
    rows,
    news: isCut ? keepSame(before?.news ?? [], newsRows(now, now.me, shownPost), keyOf) : rows,
    start: isStartReached(now) ? 'reached' : 'unknown',
    end: isCut ? 'cut' : 'reached',
    ...{ head, markerOnOpen },
  }
}

const keyOf = (row: TimelineRow) => row.key
