// One of the few kinds a room can be, each with a sentence of what it means.

import { createUniqueId, For } from 'solid-js'
import { PRIVACIES, type Privacy, ROOM_TYPES, type RoomType } from '#shared/room.ts'
import { Icon } from './icon.tsx'
import { privacyName, privacyText, roomIcon, typeName, typeText } from './room-words.ts'

type Choosing =
  | { kind: 'privacy'; value: Privacy; onChoose: (value: Privacy) => void }
  | { kind: 'type'; value: RoomType; onChoose: (value: RoomType) => void }

type Option = { value: string; name: string; text: string; icon: ReturnType<typeof roomIcon>; choose(): void }

export function RoomChoice(props: Choosing & { legend: string }) {
  const group = createUniqueId()
  return (
    <fieldset class="room-choice">
      <legend>{props.legend}</legend>
      <For each={optionsOf(props)}>
        {(option) => (
          <label>
            <input
              type="radio"
              name={group}
              checked={props.value === option.value}
              onChange={() => option.choose()}
            />
            <Icon name={option.icon} />
            <span>
              <strong>{option.name}</strong>
              <small>{option.text}</small>
            </span>
          </label>
        )}
      </For>
    </fieldset>
  )
}

function optionsOf(choosing: Choosing): Option[] {
  if (choosing.kind === 'privacy')
    return PRIVACIES.map((privacy) => ({
      value: privacy,
      name: privacyName(privacy),
      text: privacyText(privacy),
      icon: privacy,
      choose: () => choosing.onChoose(privacy),
    }))
  return ROOM_TYPES.map((type) => ({
    value: type,
    name: typeName(type),
    text: typeText(type),
    icon: roomIcon({ type, privacy: 'open' }),
    choose: () => choosing.onChoose(type),
  }))
}
