// Rooms on the server that this person may see, by words of their name or description.

import { useSearchParams } from '@solidjs/router'
import { createEffect, createResource, createSignal, For, Match, on, onCleanup, Show, Switch } from 'solid-js'
import { SEARCH_CRITERIA_CHARS } from '#shared/limits.ts'
import { type FoundRoom, findRooms } from '../actions/rooms.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { Field } from '../components/field.tsx'
import { FoundRoomRow } from '../components/found-room.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { RoomCard } from '../components/room-card.tsx'
import { t, tn } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import { connection } from '../state/connection.ts'
import { rooms } from '../state/rooms.ts'
import '../styles/find-rooms.css'

const TYPING_MS = 250

export function FindRooms() {
  const [params, setParams] = useSearchParams<{ q: string }>()
  const [query, setQuery] = createSignal(params.q ?? '')
  const [asked, ask] = createSignal(query())
  const [chosen, choose] = createSignal<FoundRoom>()
  createEffect(
    on(
      query,
      (typed) => {
        const timer = setTimeout(() => {
          ask(typed.trim())
          setParams({ q: typed.trim() }, { replace: true })
        }, TYPING_MS)
        onCleanup(() => clearTimeout(timer))
      },
      { defer: true },
    ),
  )
  // Asked again when the connection comes back, since the answer could not be had before.
  const question = () => ({ criteria: asked(), live: connection().state === 'live' })
  const [answer, { mutate }] = createResource(question, ({ criteria }) => findRooms(criteria))
  const found = () => (answer.error ? undefined : answer.latest)
  const followedNow = (room: FoundRoom) =>
    rooms().find((mine) => mine.uri === room.uri)?.followed ?? room.followed
  const followed = (room: FoundRoom, now: boolean) => {
    const mark = (each: FoundRoom) => (each.uri === room.uri ? { ...each, followed: now } : each)
    mutate((before) => before && { ...before, rooms: before.rooms.map(mark) })
  }
  return (
    <Page title={t('findRooms')}>
      <div class="find">
        <Field
          type="search"
          label={t('searchRooms')}
          placeholder={t('searchRoomsHint')}
          value={query()}
          onText={setQuery}
          maxChars={SEARCH_CRITERIA_CHARS}
          autofocus
        />
        <p class="find-count" role="status">
          <Show when={found()}>{(rooms) => tn('foundRooms', rooms().rooms.length)}</Show>
          <Show when={found()?.exceeded}> · {t('moreRoomsThanShown')}</Show>
        </p>
        <Switch>
          <Match when={answer.error && connection().state !== 'live'}>
            <EmptyState icon="cloudOff" title={t('findNeedsNetwork')} text={t('findNeedsNetworkText')} />
          </Match>
          <Match when={answer.error}>
            <Notice look="danger">{refusalOf(answer.error)}</Notice>
          </Match>
          <Match when={found()?.rooms.length === 0 && asked() !== ''}>
            <EmptyState
              icon="search"
              title={t('nothingFound', { query: asked() })}
              text={t('nothingFoundText')}
            />
          </Match>
          <Match when={found()?.rooms.length === 0}>
            <EmptyState icon="compass" title={t('noRoomsToFind')} text={t('noRoomsToFindText')} />
          </Match>
          <Match when={found()}>
            {(result) => (
              <ul class="found" aria-busy={answer.loading}>
                <For each={result().rooms}>
                  {(room) => (
                    <FoundRoomRow room={room} followed={followedNow(room)} onOpen={() => choose(room)} />
                  )}
                </For>
              </ul>
            )}
          </Match>
        </Switch>
      </div>
      <Show when={chosen()}>
        {(room) => (
          <RoomCard
            room={room()}
            followed={followedNow(room())}
            onFollowed={(now) => followed(room(), now)}
            onClose={() => choose(undefined)}
          />
        )}
      </Show>
    </Page>
  )
}
