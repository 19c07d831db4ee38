// The sheets about rooms; loaded when the first one is wanted.

import { Match, Show, Switch } from 'solid-js'
import { EditRoom } from './edit-room.tsx'
import { NewRoom } from './new-room.tsx'
import { RoomCard } from './room-card.tsx'
import { type RoomSheet, roomSheet } from './room-sheet.ts'

type Shown<Kind extends RoomSheet['show']> = Extract<RoomSheet, { show: Kind }>

function shown<Kind extends RoomSheet['show']>(kind: Kind): Shown<Kind> | undefined {
  const sheet = roomSheet()
  return sheet?.show === kind ? (sheet as Shown<Kind>) : undefined
}

export function RoomSheets() {
  return (
    <Switch>
      <Match when={shown('new')}>
        <NewRoom />
      </Match>
      <Match when={shown('card')}>{(sheet) => <RoomCard room={sheet().room} />}</Match>
      <Match when={shown('edit')}>
        {(sheet) => (
          <Show when={sheet().guid} keyed>
            {(guid) => <EditRoom guid={guid} name={sheet().name} />}
          </Show>
        )}
      </Match>
    </Switch>
  )
}
