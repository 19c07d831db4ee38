// What the list of rooms shows, and in which order. Not worth its place while the whole list is seen at a glance.

import { Show } from 'solid-js'
import { orderRooms } from '../actions/room-order.ts'
import { t } from '../i18n/language.ts'
import { type RoomOrder, roomOrder, setUnreadOnly, unreadOnly } from '../state/room-order.ts'
import { rooms } from '../state/rooms.ts'
import { Icon } from './icon.tsx'
import '../styles/list-choice.css'

const AT_A_GLANCE = 5

export function ListChoice() {
  return (
    <Show when={rooms().length > AT_A_GLANCE || unreadOnly()}>
      <div class="list-choice">
        <button
          type="button"
          class="list-unread"
          aria-pressed={unreadOnly()}
          onClick={() => setUnreadOnly(!unreadOnly())}
        >
          {t('onlyUnread')}
        </button>
        <OrderChoice />
      </div>
    </Show>
  )
}

function OrderChoice() {
  return (
    <label class="list-order">
      <span class="unseen">{t('roomOrder')}</span>
      <select
        value={roomOrder()}
        onChange={(event) => void orderRooms(event.currentTarget.value as RoomOrder)}
      >
        <option value="name">{t('orderByName')}</option>
        <option value="latest">{t('orderByLatest')}</option>
      </select>
      <Icon name="chevron" />
    </label>
  )
}

/** Said instead of an empty list. */
export function AllRead() {
  return (
    <div class="list-read">
      <p>{t('allRead')}</p>
      <button type="button" class="button" onClick={() => setUnreadOnly(false)}>
        {t('showAllRooms')}
      </button>
    </div>
  )
}
