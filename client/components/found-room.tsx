// One room among those found. The whole row opens its card.

import { Show } from 'solid-js'
import type { FoundRoom } from '../actions/rooms.ts'
import { t, tn } from '../i18n/language.ts'
import { Icon } from './icon.tsx'
import { privacyName, roomIcon, typeName } from './room-words.ts'

export function FoundRoomRow(props: { room: FoundRoom; followed: boolean; onOpen: () => void }) {
  return (
    <li>
      <button type="button" class="found-room" onClick={() => props.onOpen()}>
        <span class="found-icon">
          <Icon name={roomIcon(props.room)} />
        </span>
        <bdi class="found-name">{props.room.name}</bdi>
        <span class="found-about">{props.room.description}</span>
        <span class="found-facts">
          <span>{privacyName(props.room.privacy)}</span>
          <Show when={props.room.type === 'auditorium'}>
            <span>{typeName(props.room.type)}</span>
          </Show>
          <Show when={props.room.participantCount > 0}>
            <span>{tn('people', props.room.participantCount)}</span>
          </Show>
        </span>
        <Show when={props.followed}>
          <span class="found-followed">
            <Icon name="check" />
            {t('following')}
          </span>
        </Show>
      </button>
    </li>
  )
}
