// A small choice of emoji: those used recently, then by kind, or by a word in either language.
// The grid is one tab stop; arrows walk it.

import { createMemo, createSignal, For, onMount, Show } from 'solid-js'
import { changeSettings } from '../actions/settings.ts'
import { t } from '../i18n/language.ts'
import { settings } from '../state/settings.ts'
import { EMOJI_GROUPS } from './emoji-list.ts'
import { findEmoji } from './find-emoji.ts'
import { Icon } from './icon.tsx'
import '../styles/emoji-picker.css'

const RECENT_MAX = 16

export function EmojiPicker(props: { onPick: (emoji: string) => void }) {
  const [query, setQuery] = createSignal('')
  const found = createMemo(() => (query().trim() === '' ? undefined : findEmoji(query())))
  const pick = (emoji: string) => {
    remember(emoji)
    props.onPick(emoji)
  }
  const press = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const first = found()?.[0]
    if (event.key === 'Enter' && first && !event.isComposing) pick(first.emoji)
    else if (event.key !== 'ArrowDown') return
    else event.currentTarget.closest('.emoji-picker')?.querySelector<HTMLElement>('.emoji')?.focus()
    event.preventDefault()
  }
  return (
    <div class="emoji-picker">
      <Search query={query()} onQuery={setQuery} onKeyDown={press} />
      <fieldset class="emoji-all" aria-label={t('insertEmoji')} onKeyDown={walk}>
        <Show when={found()} fallback={<AllGroups onPick={pick} />}>
          {(all) => (
            <Group title={t('emojiSearch')} all={all().map(({ emoji }) => emoji)} onPick={pick} bare />
          )}
        </Show>
        <Show when={found()?.length === 0}>
          <p class="emoji-none" role="status">
            {t('emojiNone', { query: query().trim() })}
          </p>
        </Show>
      </fieldset>
    </div>
  )
}

function Search(props: {
  query: string
  onQuery: (query: string) => void
  onKeyDown: (event: KeyboardEvent & { currentTarget: HTMLElement }) => void
}) {
  let field: HTMLInputElement | undefined
  onMount(() => window.matchMedia('(pointer: fine)').matches && field?.focus())
  return (
    <div class="emoji-search">
      <Icon name="search" />
      <input
        ref={(element) => {
          field = element
        }}
        type="text"
        autocomplete="off"
        spellcheck={false}
        aria-label={t('emojiSearch')}
        placeholder={t('emojiSearch')}
        value={props.query}
        onInput={(event) => props.onQuery(event.currentTarget.value)}
        onKeyDown={(event) => props.onKeyDown(event)}
      />
    </div>
  )
}

function AllGroups(props: { onPick: (emoji: string) => void }) {
  return (
    <>
      <Group title={t('emojiRecent')} all={settings().recentEmoji ?? []} onPick={props.onPick} />
      <For each={EMOJI_GROUPS}>
        {(group) => (
          <Group title={t(group.name)} all={group.all.map(({ emoji }) => emoji)} onPick={props.onPick} />
        )}
      </For>
    </>
  )
}

function Group(props: {
  title: string
  all: readonly string[]
  onPick: (emoji: string) => void
  bare?: boolean
}) {
  return (
    <Show when={props.all.length > 0}>
      <section aria-label={props.title}>
        <Show when={!props.bare}>
          <h3 class="emoji-title">{props.title}</h3>
        </Show>
        <div class="emoji-grid">
          <For each={props.all}>
            {(emoji) => (
              <button type="button" class="emoji" onClick={() => props.onPick(emoji)}>
                {emoji}
              </button>
            )}
          </For>
        </div>
      </section>
    </Show>
  )
}

function remember(emoji: string): void {
  const recent = [emoji, ...(settings().recentEmoji ?? []).filter((each) => each !== emoji)]
  void changeSettings({ recentEmoji: recent.slice(0, RECENT_MAX) }).catch(() => undefined)
}

/** Left and right go to the neighbour; up and down to what stands there. */
function walk(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('.emoji')]
  const here = all.findIndex((each) => each.matches(':focus'))
  const next = nextOf(event.key, here, all)
  if (here < 0 || next === undefined) return
  event.preventDefault()
  next.focus()
}

function nextOf(key: string, here: number, all: HTMLElement[]): HTMLElement | undefined {
  if (key === 'ArrowRight') return all[here + 1]
  if (key === 'ArrowLeft') return all[here - 1]
  const from = all[here]
  if (!from || (key !== 'ArrowDown' && key !== 'ArrowUp')) return undefined
  const isFurther = (each: HTMLElement) =>
    key === 'ArrowDown' ? each.offsetTop > from.offsetTop : each.offsetTop < from.offsetTop
  const others = all.filter((each) => isFurther(each) && Math.abs(each.offsetLeft - from.offsetLeft) < 8)
  return key === 'ArrowDown' ? others[0] : others.at(-1)
}
