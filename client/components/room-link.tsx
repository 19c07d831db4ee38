// A room in the list: name, the last thing said, and how much of it is unread, in a number and in words. Of a room that is not
// joined the list may know that something new is there, and not what: then it says that, instead of what was said before.

import { A } from '@solidjs/router'
import { Show } from 'solid-js'
import { shortDate } from '../i18n/dates.ts'
import { t } from '../i18n/language.ts'
import { clockNow } from '../state/connection.ts'
import { meantIn } from '../state/feeds.ts'
import type { RoomItem } from '../state/rooms.ts'
import { Icon } from './icon.tsx'
import { activity } from './room-order.ts'
import { roomIcon } from './room-words.ts'
import { MeantBadge, UnreadBadge } from './unread-badge.tsx'

export function RoomLink(props: { room: RoomItem }) {
  return (
    <li>
      <A
        href={`/rooms/${props.room.guid}`}
        class="room-link"
        activeClass="room-link-here"
        data-unread={props.room.unread > 0 ? '' : undefined}
        data-lost={props.room.access === 'lost' ? '' : undefined}
      >
        <span class="room-link-icon">
          <Icon name={roomIcon(props.room)} />
        </span>
        <bdi class="room-link-name">{props.room.name}</bdi>
        <Show when={activity(props.room)}>
          {(ts) => <span class="room-link-time">{shortDate(ts(), clockNow())}</span>}
        </Show>
        <LastLine room={props.room} />
        <span class="room-link-badges">
          <MeantBadge count={meantIn(props.room.guid)} />
          <UnreadBadge count={props.room.unread} />
        </span>
      </A>
    </li>
  )
}

function LastLine(props: { room: RoomItem }) {
  return (
    <span class="room-link-last">
      <Show when={props.room.newsAt === undefined} fallback={t('newsWaiting')}>
        <Show when={props.room.lastPost} fallback={t('noPosts')}>
          {(last) => (
            <>
              <bdi>{last().mine ? t('you') : last().authdisp}</bdi>: {last().chat}
            </>
          )}
        </Show>
      </Show>
    </span>
  )
}
