// Who is chosen. However many they are, they are one tab stop: arrows walk, Delete removes, and focus moves to the neighbour.

import { createMemo, createSignal, For, Show } from 'solid-js'
import type { ListedPrincipal } from '../actions/managing.ts'
import { t, tn } from '../i18n/language.ts'
import { Avatar } from './avatar.tsx'
import { Icon } from './icon.tsx'
import { asideOfPrincipal, nameOfPrincipal } from './principal-words.ts'

const SHOWN_AT_FIRST = 40
const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowLeft: (at) => Math.max(at - 1, 0),
  ArrowUp: (at) => Math.max(at - 1, 0),
  ArrowRight: (at, last) => Math.min(at + 1, last),
  ArrowDown: (at, last) => Math.min(at + 1, last),
  Home: () => 0,
  End: (_at, last) => last,
}

export function Chips(props: {
  label: string
  chosen: ListedPrincipal[]
  /** Where focus goes when nobody is left. */
  fieldId: string
  onRemove: (principal: ListedPrincipal) => void
}) {
  let list: HTMLUListElement | undefined
  const [at, setAt] = createSignal(0)
  const [isWhole, showWhole] = createSignal(false)
  const shown = createMemo(() => (isWhole() ? props.chosen : props.chosen.slice(0, SHOWN_AT_FIRST)))
  /** Two people of one name are told apart by their addresses. */
  const names = createMemo(() => Map.groupBy(props.chosen, nameOfPrincipal))
  const isDouble = (principal: ListedPrincipal) => (names().get(nameOfPrincipal(principal))?.length ?? 0) > 1
  const stop = () => Math.min(at(), shown().length - 1)
  const focus = (next: number) => {
    setAt(next)
    list?.querySelectorAll<HTMLElement>('.chip-remove')[next]?.focus()
  }
  const remove = (place: number) => {
    const gone = shown()[place]
    if (!gone) return
    props.onRemove(gone)
    if (shown().length === 0) document.getElementById(props.fieldId)?.focus()
    else focus(Math.min(place, shown().length - 1))
  }
  const press = (event: KeyboardEvent, place: number) => {
    const step = STEPS[event.key]
    if (step) focus(step(place, shown().length - 1))
    else if (event.key === 'Delete' || event.key === 'Backspace') remove(place)
    else return
    event.preventDefault()
  }
  return (
    <ul
      class="chips"
      aria-label={`${props.label}: ${tn('countOfNames', props.chosen.length)}`}
      ref={(element) => {
        list = element
      }}
    >
      <For each={shown()}>
        {(principal, place) => (
          <li class="chip">
            <PrincipalMark principal={principal} />
            <bdi title={asideOfPrincipal(principal)}>{nameOfPrincipal(principal)}</bdi>
            <Show when={isDouble(principal)}>
              <span class="chip-aside">{asideOfPrincipal(principal)}</span>
            </Show>
            <button
              type="button"
              class="chip-remove"
              tabindex={place() === stop() ? 0 : -1}
              aria-label={t('removeName', { name: nameOfPrincipal(principal) })}
              title={t('pickerKeys')}
              onFocus={() => setAt(place())}
              onClick={() => remove(place())}
              onKeyDown={(event) => press(event, place())}
            >
              <Icon name="close" />
            </button>
          </li>
        )}
      </For>
      <Show when={shown().length < props.chosen.length}>
        <li>
          <button type="button" class="button" data-size="small" onClick={() => showWhole(true)}>
            {tn('showAllNames', props.chosen.length - shown().length)}
          </button>
        </li>
      </Show>
    </ul>
  )
}

export function PrincipalMark(props: { principal: ListedPrincipal }) {
  return (
    <Show
      when={props.principal.kind === 'person'}
      fallback={
        <span class="principal-mark">
          <Icon name={props.principal.kind === 'group' ? 'people' : 'open'} />
        </span>
      }
    >
      <Avatar uri={props.principal.uri} name={props.principal.displayName} small />
    </Show>
  )
}
