// Nothing chosen yet: on wide windows a quiet page with the next step, on phones the list itself is the screen.

import { A } from '@solidjs/router'
import { onMount, Show } from 'solid-js'
import { Icon } from '../components/icon.tsx'
import { Mark } from '../components/logo.tsx'
import { setOpenRoomName, setOverlay } from '../components/open-room.ts'
import { t, tn } from '../i18n/language.ts'
import { rooms, totalUnread } from '../state/rooms.ts'
import '../styles/home.css'

export function Home() {
  onMount(() => setOpenRoomName(undefined))
  return (
    <div class="home">
      <Mark />
      <h1 class="title">{rooms().length > 0 ? t('pickRoom') : t('noRooms')}</h1>
      <p>{rooms().length > 0 ? t('pickRoomText') : t('noRoomsText')}</p>
      <Show when={rooms().length > 0}>
        <p class="home-unread">
          {totalUnread() > 0 ? tn('unreadWaiting', totalUnread()) : t('everythingRead')}
        </p>
      </Show>
      <div class="home-actions">
        <Show when={rooms().length > 0}>
          <button type="button" class="button" data-look="main" onClick={() => setOverlay('switcher')}>
            <Icon name="search" />
            {t('jumpToRoom')}
          </button>
        </Show>
        <A href="/find" class="button">
          {t('findRooms')}
        </A>
      </div>
    </div>
  )
}
