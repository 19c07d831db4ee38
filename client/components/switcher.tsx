// Ctrl+K: a room by a few letters of its name, or a search for what was said. It reads the cache, so it works offline;
// unread rooms come first.

import { A, useNavigate } from '@solidjs/router'
import { createEffect, createMemo, createSignal, For, on, Show } from 'solid-js'
import { t } from '../i18n/language.ts'
import { type RoomItem, rooms } from '../state/rooms.ts'
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
  const go = (guid: string | undefined) => {
    close()
    navigate(guid === undefined ? searchPath(query()) : `/rooms/${guid}`)
  }
  // Behind the rooms stands the search for what is said in them.
  const count = () => found().length + 1
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return
    const step = STEPS[event.key]
    if (step) setAt((at() + step + count()) % count())
    else if (event.key === 'Enter') go(found()[at()]?.guid)
    else return
    event.preventDefault()
    document.getElementById(`jump-${at()}`)?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <Sheet title={t('jumpToRoom')} onClose={close} bare>
      <SwitcherField query={query()} active={`jump-${at()}`} onQuery={setQuery} onKeyDown={press} />
      <div class="switcher-list" role="listbox" id="jumps" aria-label={t('rooms')}>
        <For each={found()}>
          {(room, place) => (
            <Jump
              room={room}
              id={`jump-${place()}`}
              selected={place() === at()}
              onPoint={() => setAt(place())}
              onGo={() => go(room.guid)}
            />
          )}
        </For>
        <SearchJump
          id={`jump-${found().length}`}
          query={query().trim()}
          selected={at() === found().length}
          onPoint={() => setAt(found().length)}
          onGo={() => go(undefined)}
        />
      </div>
      <Show when={found().length === 0}>
        <NoneFound query={query()} />
      </Show>
    </Sheet>
  )
}

const STEPS: Record<string, number | undefined> = { ArrowDown: 1, ArrowUp: -1 }

function close(): void {
  setOverlay(undefined)
}

function SwitcherField(props: {
  query: string
  active: string | undefined
  onQuery: (query: string) => void
  onKeyDown: (event: KeyboardEvent) => void
}) {
  return (
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
        aria-activedescendant={props.active}
        value={props.query}
        onInput={(event) => props.onQuery(event.currentTarget.value)}
        onKeyDown={(event) => props.onKeyDown(event)}
      />
    </div>
  )
}

type Choice = { id: string; selected: boolean; onPoint: () => void; onGo: () => void }

function Jump(props: Choice & { room: RoomItem }) {
  return (
    <button
      type="button"
      role="option"
      tabindex="-1"
      id={props.id}
      aria-selected={props.selected}
      onPointerMove={() => props.onPoint()}
      onClick={() => props.onGo()}
    >
      <Icon name={roomIcon(props.room)} />
      <bdi>{props.room.name}</bdi>
      <UnreadBadge count={props.room.unread} />
    </button>
  )
}

function searchPath(query: string): string {
  return query.trim() === '' ? '/search' : `/search?q=${encodeURIComponent(query.trim())}`
}

function SearchJump(props: Choice & { query: string }) {
  return (
    <button
      type="button"
      role="option"
      tabindex="-1"
      class="switcher-search"
      id={props.id}
      aria-selected={props.selected}
      onPointerMove={() => props.onPoint()}
      onClick={() => props.onGo()}
    >
      <Icon name="search" />
      <bdi>{props.query === '' ? t('searchPosts') : t('searchPostsFor', { query: props.query })}</bdi>
    </button>
  )
}

function NoneFound(props: { query: string }) {
  return (
    <p class="switcher-none" role="status">
      {t('switcherEmpty')}{' '}
      <A href={`/find?q=${encodeURIComponent(props.query)}`} onClick={close}>
        {t('switcherFindMore')}
      </A>
    </p>
  )
}
