// Brings the post that one is going to into the middle of the view, as soon as the window holds it.

import { aim, arrive } from './aim.ts'
import { focusRow } from './roving.ts'
import { isAtNewest, type ScrollState } from './scroll-state.ts'

/** @returns whether the place is taken */
export function takeAim(guid: string, scroll: ScrollState): boolean {
  const wanted = aim()
  const list = scroll.handle()
  if (wanted?.guid !== guid || !list) return false
  // Rows that come for it must not be let go for standing far from the end.
  if (scroll.isPlaced) scroll.setAtEnd(false)
  const index = scroll.items().findIndex(({ row }) => 'seq' in row && row.seq === wanted.seq)
  const key = scroll.items()[index]?.row.key
  if (key === undefined) return false
  scroll.isPlaced = true
  scroll.isMoved = false
  scroll.setAtEnd(false)
  list.scrollToIndex(index, { align: 'center' })
  arrive(wanted)
  requestAnimationFrame(() => {
    if (isAtNewest(scroll)) scroll.setAtEnd(true)
    focusRow(scroll.element(), key)
  })
  return true
}
