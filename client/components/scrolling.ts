// How the timeline moves: stuck to its end, or held where the reader is.

import { type Accessor, createEffect, createMemo, on, onCleanup, onMount } from 'solid-js'
import { holdPlace, keepPlace, takePlace, UNREAD_ABOVE_PX } from './held-place.ts'
import {
  fitsWhole,
  goToEnd,
  restBelow,
  type ScrollState,
  STICK_PX,
  toEnd,
  useScrollState,
} from './scroll-state.ts'
import type { TimelineItem } from './timeline-items.ts'

const LOAD_OLDER_PX = 1000

type Scrolled = {
  guid: string
  items: Accessor<TimelineItem[]>
  mayLoadOlder: () => boolean
  loadOlder: () => void
}

export function useScrolling(timeline: Scrolled) {
  const scroll = useScrollState(timeline.items)
  const place = () => {
    if (takePlace(timeline.guid, scroll) && fitsWhole(scroll) && timeline.mayLoadOlder()) timeline.loadOlder()
  }
  createEffect(on([timeline.items, scroll.handle], () => queueMicrotask(place)))
  createEffect(
    on(timeline.items, (items, before) => {
      if (!before || !scroll.isPlaced) return
      if (!scroll.atEnd() && hasFilledGap(items, before))
        queueMicrotask(() => keepPlace(timeline.guid, scroll))
      else follow(scroll, newAtEnd(items, before))
    }),
  )
  // The soft keyboard and a growing composer shrink the view from below.
  const watch = new ResizeObserver(() => scroll.atEnd() && toEnd(scroll))
  onMount(() => {
    const box = scroll.element()
    if (box) watch.observe(box)
  })
  onCleanup(() => watch.disconnect())
  return {
    scroll,
    shift: useShift(timeline.items),
    onScroll: scrolledBy(scroll, timeline),
    onResize: resized(scroll),
  }
}

/** While rows are measured the content grows under the view; only moving up, or reaching the end, changes the mind. */
function scrolledBy(scroll: ScrollState, timeline: Scrolled): (offset: number) => void {
  return (offset) => {
    if (restBelow(scroll) <= STICK_PX) {
      scroll.setAtEnd(true)
      scroll.setArrived(0)
    } else if (offset < scroll.lastOffset - 1) scroll.setAtEnd(false)
    scroll.lastOffset = offset
    scroll.move()
    if (offset < LOAD_OLDER_PX && timeline.mayLoadOlder()) timeline.loadOlder()
    holdPlace(timeline.guid, scroll)
  }
}

function resized(scroll: ScrollState): () => void {
  return () => {
    if (scroll.atEnd()) toEnd(scroll)
    scroll.move()
  }
}

/** Something new stands at the end: my own is gone to, others' only when the end is where one is. */
function follow(scroll: ScrollState, fresh: readonly TimelineItem[]): void {
  if (fresh.some((item) => item.row.row === 'pending')) goToEnd(scroll)
  else if (scroll.atEnd()) queueMicrotask(() => toEnd(scroll))
  else scroll.setArrived((count) => count + fresh.filter(isFromOthers).length)
}

function isFromOthers(item: TimelineItem): boolean {
  return item.row.row === 'post' && !item.row.mine
}

/** Rows were put in front of what was first: the list then holds its place from the end. */
function useShift(items: Accessor<TimelineItem[]>): Accessor<boolean> {
  type Front = { first: string | undefined; shift: boolean }
  const front = createMemo<Front>(
    (before) => {
      const first = items()[0]?.row.key
      const moved = before.first !== undefined && first !== before.first
      return { first, shift: moved && items().some((item) => item.row.key === before.first) }
    },
    { first: undefined, shift: false },
  )
  return () => front().shift
}

function newAtEnd(items: readonly TimelineItem[], before: readonly TimelineItem[]): TimelineItem[] {
  const known = new Set(before.map((item) => item.row.key))
  const lastKnown = items.findLastIndex((item) => known.has(item.row.key))
  return items.slice(lastKnown + 1)
}

function hasFilledGap(items: readonly TimelineItem[], before: readonly TimelineItem[]): boolean {
  const gaps = (list: readonly TimelineItem[]) => list.filter((item) => item.row.row === 'gap')
  const left = new Set(gaps(items).map((item) => item.row))
  return gaps(before).some((item) => !left.has(item.row))
}

/** The newest post is in view, and has been since the last movement. */
export function isNewestInView(scroll: ScrollState): boolean {
  scroll.moved()
  return scroll.atEnd() && scroll.items().length > 0 && restBelow(scroll) <= STICK_PX
}

const begins = (item: TimelineItem) => item.unread !== undefined

export function isUnreadLineAbove(scroll: ScrollState): boolean {
  scroll.moved()
  const index = scroll.items().findIndex(begins)
  const list = scroll.handle()
  return index >= 0 && list !== undefined && list.getItemOffset(index) < list.scrollOffset - 8
}

export function goToUnreadLine(scroll: ScrollState): void {
  const index = scroll.items().findIndex(begins)
  scroll.handle()?.scrollToIndex(index, { align: 'start', offset: -UNREAD_ABOVE_PX })
}
