// Where the timeline stands: stuck to its end, or held where the reader is. Opening a room again returns there.

import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup, onMount } from 'solid-js'
import type { VirtualizerHandle } from 'virtua/solid'
import type { TimelineItem } from './timeline-items.ts'

/** This near the end counts as at the end. */
export const STICK_PX = 100
const LOAD_OLDER_PX = 1000

type Held = { key: string; within: number }
/** Per room, for as long as the window lives. */
const heldPlaces = new Map<string, Held>()

export function useScrolling(timeline: {
  guid: string
  items: Accessor<TimelineItem[]>
  mayLoadOlder: () => boolean
  loadOlder: () => void
}) {
  const [element, setElement] = createSignal<HTMLDivElement>()
  const [handle, setHandle] = createSignal<VirtualizerHandle>()
  const [atEnd, setAtEnd] = createSignal(true)
  const [arrived, setArrived] = createSignal(0)
  const [moved, setMoved] = createSignal(0)
  let lastOffset = 0
  let placed = false

  const rest = () => {
    const box = element()
    return box ? box.scrollHeight - box.scrollTop - box.clientHeight : 0
  }
  const toEnd = () => {
    const box = element()
    if (box) box.scrollTop = box.scrollHeight
  }
  const goToEnd = () => {
    setAtEnd(true)
    setArrived(0)
    handle()?.scrollToIndex(timeline.items().length - 1, { align: 'end' })
    toEnd()
  }
  // While rows are measured the content grows under the view; only moving up, or reaching the end, changes the mind.
  const onScroll = (offset: number) => {
    const near = rest() <= STICK_PX
    if (near) {
      setAtEnd(true)
      setArrived(0)
    } else if (offset < lastOffset - 1) setAtEnd(false)
    lastOffset = offset
    setMoved((count) => count + 1)
    if (offset < LOAD_OLDER_PX && timeline.mayLoadOlder()) timeline.loadOlder()
    hold()
  }
  const onResize = () => {
    if (atEnd()) toEnd()
    setMoved((count) => count + 1)
  }

  const hold = () => {
    const list = handle()
    if (!list || !placed) return
    if (atEnd()) return void heldPlaces.delete(timeline.guid)
    const index = list.findItemIndex(list.scrollOffset)
    const key = timeline.items()[index]?.row.key
    if (key) heldPlaces.set(timeline.guid, { key, within: list.scrollOffset - list.getItemOffset(index) })
  }
  const place = () => {
    const items = timeline.items()
    const list = handle()
    if (placed || !list || items.length === 0) return
    placed = true
    const held = heldPlaces.get(timeline.guid)
    const heldAt = held ? items.findIndex((item) => item.row.key === held.key) : -1
    const unreadAt = items.findIndex((item) => item.unread !== undefined)
    if (unreadAt >= 0) startAt(list, unreadAt, -UNREAD_ABOVE_PX)
    else if (held && heldAt >= 0) startAt(list, heldAt, held.within)
    else goToEnd()
    if (timeline.mayLoadOlder() && fits()) timeline.loadOlder()
  }
  const startAt = (list: VirtualizerHandle, index: number, offset: number) => {
    setAtEnd(false)
    list.scrollToIndex(index, { align: 'start', offset })
    requestAnimationFrame(() => rest() <= STICK_PX && setAtEnd(true))
  }
  const fits = () => {
    const box = element()
    return box !== undefined && box.scrollHeight <= box.clientHeight + 1
  }
  createEffect(on([timeline.items, handle], () => queueMicrotask(place)))

  createEffect(
    on(timeline.items, (items, before) => {
      if (!before || !placed) return
      const fresh = newAtEnd(items, before)
      if (fresh.some((item) => item.row.row === 'pending')) goToEnd()
      else if (atEnd()) queueMicrotask(toEnd)
      else
        setArrived(
          (count) => count + fresh.filter((item) => item.row.row === 'post' && !item.row.mine).length,
        )
    }),
  )
  onMount(() => {
    const box = element()
    if (!box) return
    // The soft keyboard and a growing composer shrink the view from below.
    const watch = new ResizeObserver(() => atEnd() && toEnd())
    watch.observe(box)
    onCleanup(() => watch.disconnect())
  })

  const indexOf = (wanted: (item: TimelineItem) => boolean) => timeline.items().findIndex(wanted)
  return {
    element,
    setElement,
    handle,
    setHandle: (made?: VirtualizerHandle) => setHandle(() => made),
    atEnd,
    arrived,
    onScroll,
    onResize,
    goToEnd,
    shift: useShift(timeline.items),
    newestInView: () => {
      moved()
      return atEnd() && timeline.items().length > 0 && rest() <= STICK_PX
    },
    isAbove: (wanted: (item: TimelineItem) => boolean) => {
      moved()
      const index = indexOf(wanted)
      const list = handle()
      return index >= 0 && list !== undefined && list.getItemOffset(index) < list.scrollOffset - 8
    },
    goTo: (wanted: (item: TimelineItem) => boolean) => {
      handle()?.scrollToIndex(indexOf(wanted), { align: 'start', offset: -UNREAD_ABOVE_PX })
    },
  }
}

const UNREAD_ABOVE_PX = 72

/** Rows were put in front of what was first: the list then holds its place from the end. */
function useShift(items: Accessor<TimelineItem[]>): Accessor<boolean> {
  const state = createMemo<{ first: string | undefined; shift: boolean }>(
    (before) => {
      const first = items()[0]?.row.key
      const shift =
        before.first !== undefined &&
        first !== before.first &&
        items().some((item) => item.row.key === before.first)
      return { first, shift }
    },
    { first: undefined, shift: false },
  )
  return () => state().shift
}

function newAtEnd(items: readonly TimelineItem[], before: readonly TimelineItem[]): TimelineItem[] {
  const known = new Set(before.map((item) => item.row.key))
  const fresh: TimelineItem[] = []
  for (let place = items.length - 1; place >= 0; place -= 1) {
    const item = items[place]
    if (!item || known.has(item.row.key)) break
    fresh.push(item)
  }
  return fresh
}
