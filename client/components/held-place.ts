// Where a room was left, and where it opens: at its unread, at that place, or at its end.

import type { VirtualizerHandle } from 'virtua/solid'
import { heldPlaces } from '../state/held-places.ts'
import { goToEnd, restBelow, type ScrollState, STICK_PX } from './scroll-state.ts'

/** So much of what was read stays in view above the unread line. */
export const UNREAD_ABOVE_PX = 72

export function holdPlace(guid: string, scroll: ScrollState): void {
  const list = scroll.handle()
  if (!list || !scroll.isPlaced) return
  if (scroll.atEnd()) return void heldPlaces.delete(guid)
  const index = list.findItemIndex(list.scrollOffset)
  const key = scroll.items()[index]?.row.key
  if (key) heldPlaces.set(guid, { key, within: list.scrollOffset - list.getItemOffset(index) })
}

/** Once per visit, as soon as there are rows. */
export function takePlace(guid: string, scroll: ScrollState): boolean {
  const items = scroll.items()
  const list = scroll.handle()
  if (scroll.isPlaced || !list || items.length === 0) return false
  const isReturn = scroll.isMoved
  scroll.isPlaced = true
  scroll.isMoved = false
  if (isReturn && scroll.atEnd()) {
    goToEnd(scroll)
    return true
  }
  const held = heldPlaces.get(guid)
  const heldAt = held ? items.findIndex((item) => item.row.key === held.key) : -1
  const unreadAt = items.findIndex((item) => item.unread !== undefined)
  if (unreadAt >= 0) startAt(scroll, list, { index: unreadAt, offset: -UNREAD_ABOVE_PX })
  else if (held && heldAt >= 0) startAt(scroll, list, { index: heldAt, offset: held.within })
  else goToEnd(scroll)
  return true
}

/** One has gone to another part of the room, whose rows are now there. */
export function placeAnew(scroll: ScrollState): void {
  scroll.isPlaced = false
  scroll.isMoved = true
}

/** @returns whether one leaves at the newest, where the next visit then begins */
export function leaveRoom(guid: string, scroll: ScrollState): boolean {
  const isAtEnd = scroll.isPlaced && scroll.atEnd()
  if (isAtEnd) heldPlaces.delete(guid)
  return isAtEnd
}

function startAt(scroll: ScrollState, list: VirtualizerHandle, at: { index: number; offset: number }): void {
  scroll.setAtEnd(false)
  list.scrollToIndex(at.index, { align: 'start', offset: at.offset })
  requestAnimationFrame(() => restBelow(scroll) <= STICK_PX && scroll.setAtEnd(true))
}

/** Rows came in between, where a gap was: the first row in view stays where it is. */
export function keepPlace(guid: string, scroll: ScrollState): void {
  const held = heldPlaces.get(guid)
  const index = held ? scroll.items().findIndex((item) => item.row.key === held.key) : -1
  if (held && index >= 0) scroll.handle()?.scrollToIndex(index, { align: 'start', offset: held.within })
}
