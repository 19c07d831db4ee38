// Ctrl+K: a room by a few letters of its name. It reads the cache, so it works offline; unread rooms come first.

import { useNavigate } from '@solidjs/router'
import { createEffect, createMemo, createSignal, For, on, Show } from 'solid-js'
import { t } from '../i18n/language.ts'
import { rooms } from '../state/rooms.ts'
import { rank } from './fuzzy.ts'
import { Icon } from './icon.tsx'
import { setOverlay } from './open-room.ts'
import { roomIcon } from './room-words.ts'
import { Sheet } from './sheet.tsx'
import { UnreadBadge } from './unread-badge.tsx'
import '../styles/switcher.css'

const SHOWN_MAX = 40

export function Switcher() {
  const navigate = useNavigate()
  const [query, setQuery] = createSignal('')
  const [at, setAt] = createSignal(0)
  const found = createMemo(() => rank(query(), rooms()).slice(0, SHOWN_MAX))
  createEffect(on(query, () => setAt(0)))
  const close = () => setOverlay(undefined)
  const go = (guid: string | undefined) => {
    if (guid === undefined) return
    close()
    navigate(`/rooms/${guid}`)
  }
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setAt((at() + step + found().length) % Math.max(found().length, 1))
    else if (event.key === 'Enter') go(found()[at()]?.guid)
    else return
    event.preventDefault()
    document.getElementById(`jump-${at()}`)?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <Sheet title={t('jumpToRoom')} onClose={close} bare>
      <div class="switcher-field">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          autocomplete="off"
          spellcheck={false}
          aria-label={t('switcherHint')}
          placeholder={t('switcherHint')}
          aria-expanded="true"
          aria-controls="jumps"
          aria-activedescendant={found().length > 0 ? `jump-${at()}` : undefined}
          value={query()}
          onInput={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={press}
        />
      </div>
      <div class="switcher-list" role="listbox" id="jumps" aria-label={t('rooms')}>
        <For each={found()}>
          {(room, place) => (
            <button
              type="button"
              role="option"
              tabindex="-1"
              id={`jump-${place()}`}
              aria-selected={place() === at()}
              onPointerMove={() => setAt(place())}
              onClick={() => go(room.guid)}
            >
              <Icon name={roomIcon(room)} />
              <bdi>{room.name}</bdi>
              <UnreadBadge count={room.unread} />
            </button>
          )}
        </For>
      </div>
      <Show when={found().length === 0}>
        <p class="switcher-none" role="status">
          {t('switcherEmpty')}{' '}
          <a href={`/find?q=${encodeURIComponent(query())}`} onClick={close}>
            {t('switcherFindMore')}
          </a>
        </p>
      </Show>
    </Sheet>
  )
}
