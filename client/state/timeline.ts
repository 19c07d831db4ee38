// The rows of a room's timeline. A row that did not change keeps its object, so the list redraws only what did;
// a post that is confirmed keeps its key, so it does not jump.

import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from 'solid-js'
import { cache } from '../cache/database.ts'
import { watch } from '../cache/live.ts'
import { whoAmI } from '../cache/log.ts'
import { addressOf, type Excerpt, olderStart, readExcerpt } from '../cache/reading.ts'
import { windows } from '../cache/windows.ts'
import { shownPost } from './post-state.ts'
import { keepSame } from './same.ts'
import { isStartReached, type TimelineRow, timelineRows } from './timeline-rows.ts'

export type { TimelineRow }

export type Timeline = {
  rows: TimelineRow[]
  start: 'unknown' | 'reached'
  loadingOlder: boolean
  head: number
  /** My read marker when the room was opened. */
  markerOnOpen: number
}

type Reading = Excerpt & { room: string; me: string; loading: boolean; markerOnOpen: number }

/** Undefined until the first look into the cache; then the newest rows, and more as older ones are loaded. */
export function useTimeline(guid: () => string): Accessor<Timeline | undefined> {
  const [reading, setReading] = createSignal<Reading | undefined>()
  const asked = createMemo(guid)
  createEffect(() => {
    setReading(undefined)
    onCleanup(follow(asked(), (seen) => setReading((before) => withMarker(before, seen))))
  })
  return createMemo<Timeline | undefined>((before) => {
    const now = reading()
    return now === undefined ? undefined : timelineOf(before, now)
  }, undefined)
}

type Seen = Omit<Reading, 'markerOnOpen'>

function withMarker(before: Reading | undefined, seen: Seen): Reading {
  return { ...seen, markerOnOpen: before?.room === seen.room ? before.markerOnOpen : seen.marker }
}

/** Watches the room's window, also when it grows. @returns a function that ends it */
function follow(guid: string, seen: (reading: Seen) => void): () => void {
  const endings: (() => void)[] = []
  let isOver = false
  const start = async () => {
    const room = await addressOf(cache, guid)
    if (room === undefined || isOver) return
    await openWindow(room)
    if (isOver) return
    let end = watchWindow(room, seen)
    const endGrowing = windows.watch(room, () => {
      end()
      end = watchWindow(room, seen)
    })
    endings.push(endGrowing, () => end())
  }
  void start()
  return () => {
    isOver = true
    for (const end of endings) end()
  }
}

async function openWindow(room: string): Promise<void> {
  if (windows.of(room).from !== undefined) return
  windows.open(room, (await olderStart(cache, room, { below: Number.MAX_SAFE_INTEGER })) ?? 0)
}

function watchWindow(room: string, seen: (reading: Seen) => void): () => void {
  const { from = 0, loading } = windows.of(room)
  return watch(
    cache,
    async () => ({ ...(await readExcerpt(cache, room, from)), me: await whoAmI(cache) }),
    (excerpt) => seen({ ...excerpt, room, loading }),
  )
}

function timelineOf(before: Timeline | undefined, now: Reading): Timeline {
  const { head, markerOnOpen, loading: loadingOlder } = now
  const rows = [...keepSame(before?.rows ?? [], timelineRows(now, now.me, shownPost), (row) => row.key)]
  return { rows, start: isStartReached(now) ? 'reached' : 'unknown', loadingOlder, head, markerOnOpen }
}
