// How the timeline moves: stuck to its end, or held where the reader is. Rows are loaded a little before they come
// into view, and let go when they are far from it.

import { type Accessor, createEffect, createMemo, on, onCleanup, onMount } from 'solid-js'
import type { TimelineRow } from '../state/timeline.ts'
import { aim } from './aim.ts'
import { takeAim } from './aimed-place.ts'
import { holdPlace, keepPlace, leaveRoom, placeAnew, takePlace, UNREAD_ABOVE_PX } from './held-place.ts'
import {
  fitsWhole,
  goToEnd,
  isAtNewest,
  reckonedBelow,
  type ScrollState,
  toEnd,
  useScrollState,
} from './scroll-state.ts'
import { type Change, hasFilledGap, hasMovedFront, isElsewhere, newAtEnd } from './timeline-change.ts'
import type { TimelineItem } from './timeline-items.ts'

const LOAD_PX = 1000
/** More than one has ever loaded by scrolling: only what arrives makes so many. */
const ITEMS_MAX = 300
/** At the end so many lie above the view, then they are let go together. */
const ITEMS_AT_END_MAX = 180

export type Scrolled = {
  guid: string
  items: Accessor<TimelineItem[]>
  news: Accessor<readonly TimelineRow[]>
  reachesEnd: () => boolean
  mayLoadOlder: () => boolean
  mayLoadNewer: () => boolean
  loadOlder: () => void
  loadNewer: () => void
  letGoOlder: () => void
  letGoNewer: () => void
  goToNewest: () => void
  leaveAtNewest: () => void
}

export function useScrolling(timeline: Scrolled) {
  const scroll = useScrollState(timeline)
  const place = () => {
    if (takeAim(timeline.guid, scroll)) return
    if (takePlace(timeline.guid, scroll) && fitsWhole(scroll) && timeline.mayLoadOlder()) timeline.loadOlder()
  }
  createEffect(on([timeline.items, scroll.handle, aim], () => queueMicrotask(place)))
  createEffect(on(timeline.items, (items, before) => before && reflow(timeline, scroll, { items, before })))
  createEffect(on(timeline.news, (news, before) => before && follow(scroll, newAtEnd(news, before))))
  // The soft keyboard and a growing composer shrink the view from below.
  const watch = new ResizeObserver(() => scroll.atEnd() && toEnd(scroll))
  onMount(() => {
    const box = scroll.element()
    if (box) watch.observe(box)
  })
  onCleanup(() => {
    watch.disconnect()
    if (leaveRoom(timeline.guid, scroll)) timeline.leaveAtNewest()
  })
  return {
    scroll,
    /** Another number for each part of the room that one goes to, so that its list begins anew. */
    visit: useComparison(timeline.items, (change, visit) => (isElsewhere(change) ? visit + 1 : visit), 1),
    /** The list then holds its place from the end. */
    shift: useComparison<boolean>(timeline.items, hasMovedFront, false),
    onScroll: scrolledBy(scroll, timeline),
    onResize: resized(scroll),
  }
}

/** While rows are measured the content grows under the view; only moving up, or reaching the end, changes the mind. */
function scrolledBy(scroll: ScrollState, timeline: Scrolled): (offset: number) => void {
  return (offset) => {
    const isUpwards = offset < scroll.lastOffset - 1
    if (isAtNewest(scroll)) {
      scroll.setAtEnd(true)
      scroll.setArrived(0)
    } else if (isUpwards) scroll.setAtEnd(false)
    scroll.lastOffset = offset
    scroll.move()
    if (offset < LOAD_PX && timeline.mayLoadOlder()) timeline.loadOlder()
    else if (!isUpwards && reckonedBelow(scroll) < LOAD_PX && timeline.mayLoadNewer()) timeline.loadNewer()
    holdPlace(timeline.guid, scroll)
  }
}

function resized(scroll: ScrollState): () => void {
  return () => {
    if (scroll.atEnd()) toEnd(scroll)
    scroll.move()
  }
}

function reflow(timeline: Scrolled, scroll: ScrollState, change: Change<TimelineItem>): void {
  if (isElsewhere(change)) {
    placeAnew(scroll)
    return
  }
  if (!scroll.isPlaced) return
  if (scroll.atEnd()) queueMicrotask(() => scroll.atEnd() && toEnd(scroll))
  else if (hasFilledGap(change)) queueMicrotask(() => keepPlace(timeline.guid, scroll))
  bound(timeline, scroll, change.items.length)
}

/** What arrives while one does not scroll must not pile up in the page either. */
function bound(timeline: Scrolled, scroll: ScrollState, count: number): void {
  if (scroll.atEnd() && !timeline.reachesEnd()) timeline.goToNewest()
  else if (scroll.atEnd() && count > ITEMS_AT_END_MAX) timeline.letGoOlder()
  else if (!scroll.atEnd() && timeline.reachesEnd() && count > ITEMS_MAX) timeline.letGoNewer()
}

/** Something new is there: my own is gone to, others' only when the end is where one is. */
function follow(scroll: ScrollState, fresh: readonly TimelineRow[]): void {
  if (!scroll.isPlaced) return
  if (fresh.some((row) => row.row === 'pending')) goToEnd(scroll)
  else if (!scroll.atEnd()) scroll.setArrived((count) => count + fresh.filter(isFromOthers).length)
}

function isFromOthers(row: TimelineRow): boolean {
  return row.row === 'post' && !row.mine
}

/** What holds of a list and the one before it. */
function useComparison<T>(
  items: Accessor<TimelineItem[]>,
  compare: (change: Change<TimelineItem>, last: T) => T,
  initial: T,
): Accessor<T> {
  type Compared = { items: readonly TimelineItem[]; value: T }
  const compared = createMemo<Compared>(
    ({ items: before, value }) => ({ items: items(), value: compare({ items: items(), before }, value) }),
    { items: [], value: initial },
  )
  return createMemo(() => compared().value)
}

/** The newest post is in view, and has been since the last movement. */
export function isNewestInView(scroll: ScrollState): boolean {
  scroll.moved()
  return scroll.atEnd() && scroll.items().length > 0 && isAtNewest(scroll)
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
