// In the room's header: how much is pinned here, and the way to it. Where nothing is pinned there is nothing to press.

import { createEffect, Show } from 'solid-js'
import { loadPins } from '../actions/pins.ts'
import { tn } from '../i18n/language.ts'
import { usePinned } from '../state/pinned.ts'
import { isLive } from './connection-text.ts'
import { Icon } from './icon.tsx'
import { setReadingSheet } from './reading-sheet.ts'

export function PinnedButton(props: { room: { guid: string; mayChat: boolean; joined: boolean } }) {
  const pinned = usePinned(() => props.room.guid)
  // What is pinned may lie far back, where nothing of it is saved.
  createEffect(() => isLive() && props.room.joined && void loadPins(props.room.guid).catch(() => undefined))
  return (
    <Show when={pinned().length > 0}>
      <button
        type="button"
        class="icon-button pinned-button"
        aria-haspopup="dialog"
        aria-label={tn('pinnedCount', pinned().length)}
        data-tip={tn('pinnedCount', pinned().length)}
        onClick={() =>
          setReadingSheet({ show: 'pinned', guid: props.room.guid, mayChat: props.room.mayChat })
        }
      >
        <Icon name="pin" />
        <span class="roster-count">{pinned().length}</span>
      </button>
    </Show>
  )
}
