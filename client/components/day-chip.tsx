// Which day one is reading, while its own heading is above the view. Like the headings it leads to another day.

import { createMemo, Show } from 'solid-js'
import { dayName, dayOf } from '../i18n/dates.ts'
import { t } from '../i18n/language.ts'
import { clockNow } from '../state/connection.ts'
import { setReadingSheet } from './reading-sheet.ts'
import type { ScrollState } from './scroll-state.ts'
import { isUnreadLineAbove } from './scrolling.ts'
import { timeOfRow } from './timeline-items.ts'

/** A heading that is only half out of view still counts as seen. */
const HEADING_PX = 24

export function DayChip(props: { guid: string; scroll: ScrollState }) {
  const day = createMemo(() => dayInView(props.scroll))
  const today = createMemo(() => dayOf(clockNow()))
  const shown = () => (isUnreadLineAbove(props.scroll) ? undefined : day())
  return (
    <Show when={shown()}>
      {(at) => (
        <button
          type="button"
          class="day-chip"
          aria-label={t('goFromDay', { day: dayName(at(), today()) })}
          onClick={() => setReadingSheet({ show: 'date', guid: props.guid, day: at() })}
        >
          {dayName(at(), today())}
        </button>
      )}
    </Show>
  )
}

function dayInView(scroll: ScrollState): number | undefined {
  scroll.moved()
  const list = scroll.handle()
  if (!list || scroll.atEnd()) return undefined
  const index = list.findItemIndex(list.scrollOffset)
  const item = scroll.items()[index]
  const ts = item && timeOfRow(item.row)
  if (item === undefined || ts === undefined) return undefined
  const isHeadingSeen = item.day !== undefined && list.scrollOffset - list.getItemOffset(index) < HEADING_PX
  return isHeadingSeen ? undefined : dayOf(ts)
}
