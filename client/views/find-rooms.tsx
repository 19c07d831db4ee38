// Rooms on the server that this person may see, by words of their name or description.

import { For, Show } from 'solid-js'
import { SEARCH_CRITERIA_CHARS } from '#shared/limits.ts'
import type { FoundRoom } from '../actions/rooms.ts'
import { isLive } from '../components/connection-text.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { Field } from '../components/field.tsx'
import { FoundRoomRow } from '../components/found-room.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { showCard } from '../components/room-sheet.ts'
import { useFinding } from '../components/use-finding.ts'
import { t, tn } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import { rooms } from '../state/rooms.ts'
import '../styles/find-rooms.css'

export function FindRooms() {
  const finding = useFinding()
  return (
    <Page title={t('findRooms')}>
      <div class="find">
        <Field
          type="search"
          label={t('searchRooms')}
          placeholder={t('searchRoomsHint')}
          value={finding.query()}
          onText={finding.setQuery}
          maxChars={SEARCH_CRITERIA_CHARS}
          autofocus
        />
        <p class="find-count" role="status">
          <Show when={finding.found()}>{(found) => <>{tn('foundRooms', found().rooms.length)}</>}</Show>
          <Show when={finding.found()?.exceeded}> · {t('moreRoomsThanShown')}</Show>
        </p>
        <Show when={finding.refused() === undefined} fallback={<NotFound refused={finding.refused()} />}>
          <Show when={finding.found()}>
            {(found) => <Results rooms={found().rooms} asked={finding.asked()} onChoose={showCard} />}
          </Show>
        </Show>
      </div>
    </Page>
  )
}

/** Every followed room stands in the list, so it knows better than a search of a while ago. */
function isFollowed(room: FoundRoom): boolean {
  return rooms().some((mine) => mine.uri === room.uri && mine.followed)
}

function Results(props: { rooms: FoundRoom[]; asked: string; onChoose: (room: FoundRoom) => void }) {
  return (
    <Show when={props.rooms.length > 0} fallback={<NoRoomFits asked={props.asked} />}>
      <ul class="found">
        <For each={props.rooms}>
          {(room) => (
            <FoundRoomRow room={room} followed={isFollowed(room)} onOpen={() => props.onChoose(room)} />
          )}
        </For>
      </ul>
    </Show>
  )
}

function NoRoomFits(props: { asked: string }) {
  return (
    <Show
      when={props.asked !== ''}
      fallback={<EmptyState icon="compass" title={t('noRoomsToFind')} text={t('noRoomsToFindText')} />}
    >
      <EmptyState
        icon="search"
        title={t('nothingFound', { query: props.asked })}
        text={t('nothingFoundText')}
      />
    </Show>
  )
}

function NotFound(props: { refused: unknown }) {
  return (
    <Show when={isLive()} fallback={<NeedsNetwork />}>
      <Notice look="danger">{refusalOf(props.refused)}</Notice>
    </Show>
  )
}

function NeedsNetwork() {
  return <EmptyState icon="cloudOff" title={t('findNeedsNetwork')} text={t('findNeedsNetworkText')} />
}
