// The person's rooms, what waits to be sent, and their own menu. Where it is all one sees, it is the page's main part.

import { A } from '@solidjs/router'
import { createEffect, createMemo, For, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { learnWhatIMayCreate } from '../actions/managing.ts'
import { t, tn } from '../i18n/language.ts'
import { mayCreate } from '../state/may-create.ts'
import { outbox } from '../state/outbox.ts'
import { type RoomItem, rooms } from '../state/rooms.ts'
import { connectionWord, isLive } from './connection-text.ts'
import { FirstSteps } from './first-steps.tsx'
import { Icon } from './icon.tsx'
import { AllRead, ListChoice } from './list-choice.tsx'
import { Mark } from './logo.tsx'
import { setOverlay } from './open-room.ts'
import { OwnMenu } from './own-menu.tsx'
import { RoomLink } from './room-link.tsx'
import { setRoomSheet } from './room-sheet.ts'
import { SidebarFeeds } from './sidebar-feeds.tsx'
import { useListedRooms } from './use-listed-rooms.ts'
import '../styles/sidebar.css'
import '../styles/sidebar-foot.css'

export function Sidebar(props: { alone: boolean }) {
  const listed = useListedRooms()
  const followed = createMemo(() => listed().filter((room) => room.followed))
  const others = createMemo(() => listed().filter((room) => !room.followed && room.member))
  return (
    <Dynamic component={props.alone ? 'main' : 'aside'} class="sidebar" aria-label={t('rooms')}>
      <SidebarHead alone={props.alone} />
      <nav class="sidebar-rooms" aria-label={t('rooms')} data-region="rooms" tabindex="-1">
        <Show when={rooms().length > 0}>
          <SidebarFeeds />
        </Show>
        <ListChoice />
        <Show when={listed().length > 0} fallback={rooms().length > 0 ? <AllRead /> : <NoRooms />}>
          <RoomGroup title={t('followed')} rooms={followed()} />
          <RoomGroup title={t('otherRooms')} rooms={others()} />
        </Show>
        <FirstSteps />
      </nav>
      <div class="sidebar-foot">
        <Show when={outbox().length > 0}>
          <A href="/outbox" class="sidebar-outbox">
            <Icon name="tray" />
            <span>{tn('waitingPosts', outbox().length)}</span>
          </A>
        </Show>
        <OwnMenu />
      </div>
    </Dynamic>
  )
}

function SidebarHead(props: { alone: boolean }) {
  return (
    <header class="sidebar-head">
      <Mark />
      <div class="sidebar-brand">
        <Dynamic component={props.alone ? 'h1' : 'span'} class="title">
          {t('appName')}
        </Dynamic>
        <span class="sidebar-state" data-live={isLive() ? '' : undefined}>
          {connectionWord()}
        </span>
      </div>
      <button
        type="button"
        class="icon-button"
        aria-label={t('jumpToRoom')}
        data-tip={`${t('jumpToRoom')} · Ctrl K`}
        onClick={() => setOverlay('switcher')}
      >
        <Icon name="search" />
      </button>
      <div class="sidebar-find">
        <A href="/find" class="button">
          <Icon name="compass" />
          {t('findRooms')}
        </A>
        <NewRoomButton />
      </div>
    </header>
  )
}

/** Only where one may create rooms; asked again with every connection, since that is for others to give. */
function NewRoomButton() {
  createEffect(() => isLive() && void learnWhatIMayCreate().catch(() => undefined))
  return (
    <Show when={mayCreate()}>
      <button
        type="button"
        class="button new-room"
        aria-label={t('newRoom')}
        title={t('newRoom')}
        onClick={() => setRoomSheet({ show: 'new' })}
      >
        <Icon name="plus" />
      </button>
    </Show>
  )
}

function RoomGroup(props: { title: string; rooms: RoomItem[] }) {
  return (
    <Show when={props.rooms.length > 0}>
      <section aria-label={props.title}>
        <h2 class="sidebar-title">{props.title}</h2>
        <ul>
          <For each={props.rooms.map((room) => room.guid)}>
            {(guid) => {
              const room = createMemo(() => props.rooms.find((each) => each.guid === guid))
              return <Show when={room()}>{(item) => <RoomLink room={item()} />}</Show>
            }}
          </For>
        </ul>
      </section>
    </Show>
  )
}

function NoRooms() {
  return (
    <div class="sidebar-empty">
      <h2 class="title">{t('noRooms')}</h2>
      <p>{t('noRoomsText')}</p>
      <A href="/find" class="button" data-look="main">
        {t('findRooms')}
      </A>
    </div>
  )
}
