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
  rows: TimelineRow[]
  /** The newest rows there are, also those below the part that is on screen. */
  news: TimelineRow[]
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
  const asked = createMemo(guid)
  createEffect(() => {
    setReading(undefined)
    onCleanup(
      followWindow(asked(), (seen) => {
        for (const entries of stepsBetween(reading()?.entries ?? [], seen.entries))
          setReading((before) => ({ ...seen, entries, markerOnOpen: before?.markerOnOpen ?? seen.marker }))
      }),
    )
  })
  return createMemo<Timeline | undefined>((before) => {
    const now = reading()
    return now === undefined ? undefined : timelineOf(before, now)
  }, undefined)
}

function timelineOf(before: Timeline | undefined, now: Reading): Timeline {
  const { head, markerOnOpen, loading: loadingOlder, isCut } = now
  const keep = (held: TimelineRow[] | undefined, fresh: TimelineRow[]) => [
    ...keepSame(held ?? [], fresh, (row) => row.key),
  ]
  const rows = keep(before?.rows, timelineRows(now, now.me, shownPost))
  return {
    rows,
    news: isCut ? keep(before?.news, newsRows(now, now.me, shownPost)) : rows,
    start: isStartReached(now) ? 'reached' : 'unknown',
    end: isCut ? 'cut' : 'reached',
    ...{ loadingOlder, head, markerOnOpen },
  }
}
