// What is known about a scrolled timeline: its element, its list, whether it stands at its end, and what came meanwhile.

import { type Accessor, createSignal } from 'solid-js'
import type { VirtualizerHandle } from 'virtua/solid'
import type { TimelineItem } from './timeline-items.ts'

/** This near the end counts as at the end. */
export const STICK_PX = 100

export type ScrollState = ReturnType<typeof useScrollState>

type Room = {
  items: Accessor<TimelineItem[]>
  /** Whether the items go down to the newest there is. */
  reachesEnd: () => boolean
  goToNewest: () => void
}

export function useScrollState({ items, reachesEnd, goToNewest }: Room) {
  const [element, setElement] = createSignal<HTMLDivElement>()
  const [handle, setHandle] = createSignal<VirtualizerHandle>()
  const [atEnd, setAtEnd] = createSignal(true)
  const [arrived, setArrived] = createSignal(0)
  /** Changes with every movement, for what depends on the place. */
  const [moved, setMoved] = createSignal(0)
  return {
    ...{ items, reachesEnd, goToNewest },
    ...{ element, setElement, handle, atEnd, setAtEnd, arrived, setArrived, moved },
    setHandle: (made?: VirtualizerHandle) => setHandle(() => made),
    move: () => setMoved((count) => count + 1),
    lastOffset: 0,
    isPlaced: false,
    /** Gone to another part of the room, and not yet placed there. */
    isMoved: false,
  }
}

export function restBelow(scroll: ScrollState): number {
  const box = scroll.element()
  return box ? box.scrollHeight - box.scrollTop - box.clientHeight : 0
}

/** The same as the list reckons it: nearly as exact, and nothing has to be laid out for the answer. */
export function reckonedBelow(scroll: ScrollState): number {
  const list = scroll.handle()
  return list ? list.scrollSize - list.scrollOffset - list.viewportSize : restBelow(scroll)
}

/** The newest is in view, or nearly. */
export function isAtNewest(scroll: ScrollState): boolean {
  return scroll.reachesEnd() && reckonedBelow(scroll) <= STICK_PX
}

export function toEnd(scroll: ScrollState): void {
  const box = scroll.element()
  if (box) box.scrollTop = box.scrollHeight
}

export function goToEnd(scroll: ScrollState): void {
  scroll.setAtEnd(true)
  scroll.setArrived(0)
  if (scroll.reachesEnd()) toEnd(scroll)
  else scroll.goToNewest()
}

export function fitsWhole(scroll: ScrollState): boolean {
  const box = scroll.element()
  return box !== undefined && box.scrollHeight <= box.clientHeight + 1
}
