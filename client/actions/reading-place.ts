// Where in a room one reads: further back, further on, at its newest, around one entry. The window on screen follows, and
// lets go at its other end what is far from view.

import { noSuchRoom } from '#shared/errors.ts'
import { runAround } from '#shared/runs.ts'
import type { RoomUri } from '#shared/uri.ts'
import { readHistory } from '../cache/log.ts'
import {
  addressOf,
  firstHeld,
  newerEnd,
  olderStart,
  type Span,
  WINDOW_ROWS,
  WINDOW_ROWS_MAX,
} from '../cache/reading.ts'
import { windows } from '../cache/windows.ts'
import { core } from '../sync/core.ts'
import { isOffline } from '../sync/refusal.ts'

const NEWEST = Number.MAX_SAFE_INTEGER

/** One move at a time; what the person has meanwhile left by a jump stays left. */
async function moveWindow(guid: string, span: (room: RoomUri) => Promise<Span | undefined>): Promise<void> {
  const shown = windows.of(guid)
  if (shown.loading) return
  windows.setLoading(guid, true)
  try {
    const wanted = await span(await addressed(guid))
    const { from, to } = windows.of(guid)
    if (wanted && from === shown.from && to === shown.to) windows.move(guid, wanted)
  } finally {
    windows.setLoading(guid, false)
  }
}

async function addressed(guid: string): Promise<RoomUri> {
  const room = await addressOf(core().cache, guid)
  if (room === undefined) throw noSuchRoom()
  return room
}

/** From the copy as far as it goes without a gap, then from the server; without network, what lies beyond the gap. */
export async function loadOlder(guid: string): Promise<void> {
  const { from: shown = 0, to } = windows.of(guid)
  await moveWindow(guid, async (room) => {
    const from = await olderThan(room, shown)
    return from === undefined ? undefined : await boundFrom(room, { from, to })
  })
}

async function olderThan(room: RoomUri, shown: number): Promise<number | undefined> {
  const { cache } = core()
  const { runs, floor } = await readHistory(cache, room)
  const shownFrom = await firstHeld(cache, room, shown)
  if (shownFrom === undefined || shownFrom === floor) return undefined
  const notUnder = runAround(runs, shownFrom)?.from ?? shownFrom
  return (
    (await olderStart(cache, room, { below: shownFrom, notUnder })) ?? (await fetchOlder(room, shownFrom))
  )
}

async function fetchOlder(room: RoomUri, before: number): Promise<number | undefined> {
  const { cache, line } = core()
  try {
    return (await line.ask('older', { room, before })) ?? undefined
  } catch (error) {
    const beyondTheGap = isOffline(error) ? await olderStart(cache, room, { below: before }) : undefined
    if (beyondTheGap === undefined) throw error
    return beyondTheGap
  }
}

/** Keeps the older end; what is too far below is let go. */
async function boundFrom(room: RoomUri, { from, to }: Span): Promise<Span> {
  const bound = await newerEnd(core().cache, room, { above: from, rows: WINDOW_ROWS_MAX })
  return { from, to: bound === undefined ? to : Math.min(bound, to ?? bound) }
}

/** Further towards the newest, after one has gone far back. */
export async function loadNewer(guid: string): Promise<void> {
  const { from = 0, to: shown } = windows.of(guid)
  if (shown === undefined) return
  await moveWindow(guid, async (room) => {
    const { cache } = core()
    const to = await newerEnd(cache, room, { above: shown + 1, rows: WINDOW_ROWS })
    const below = to === undefined ? NEWEST : to + 1
    const kept = (await olderStart(cache, room, { below, rows: WINDOW_ROWS_MAX })) ?? from
    return { from: Math.max(from, kept), to }
  })
}

/** Somebody reads further up while many posts arrive: those wait below the window. */
export async function letGoNewer(guid: string): Promise<void> {
  const { from = 0, to } = windows.of(guid)
  await moveWindow(guid, (room) => boundFrom(room, { from, to }))
}

/** At the newest end what arrives adds up; what has gone far out of view above is let go. */
export async function letGoOlder(guid: string): Promise<void> {
  await moveWindow(guid, newestSpan)
}

/** At once, whatever else is under way. */
export async function goToNewest(guid: string): Promise<void> {
  const span = await newestSpan(await addressed(guid))
  if (span) windows.move(guid, span)
}

async function newestSpan(room: RoomUri): Promise<Span | undefined> {
  const from = await olderStart(core().cache, room, { below: NEWEST })
  return from === undefined ? undefined : { from }
}

/** The reader left at the newest end: there the next visit begins. */
export function leaveAtNewest(guid: string): void {
  windows.forget(guid)
}
