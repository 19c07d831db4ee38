// Two short ways through the log: up to the first unread, down to the newest.

import { Show } from 'solid-js'
import { moment } from '../i18n/dates.ts'
import { t, tn } from '../i18n/language.ts'
import { clockNow } from '../state/connection.ts'
import { Icon } from './icon.tsx'
import { goToEnd, type ScrollState } from './scroll-state.ts'
import { goToUnreadLine, isUnreadLineAbove } from './scrolling.ts'
import type { FirstUnread } from './unread.ts'

export function JumpUp(props: { first: FirstUnread; scroll: ScrollState }) {
  return (
    <Show when={isUnreadLineAbove(props.scroll)}>
      <button type="button" class="log-jump log-jump-up" onClick={() => goToUnreadLine(props.scroll)}>
        <Icon name="up" />
        {tn('jumpToFirstUnread', props.first.count, { time: moment(props.first.ts, clockNow()) })}
      </button>
    </Show>
  )
}

export function JumpDown(props: { scroll: ScrollState }) {
  return (
    <Show when={!props.scroll.atEnd()}>
      <button type="button" class="log-jump log-jump-down" onClick={() => goToEnd(props.scroll)}>
        <Icon name="down" />
        {props.scroll.arrived() > 0 ? tn('newPosts', props.scroll.arrived()) : t('jumpToNewest')}
      </button>
    </Show>
  )
}
