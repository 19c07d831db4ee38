// Choosing several of what this device knows, such as people or rooms: folded until it is wanted, with a filter where it is long.

import { createMemo, createSignal, For, Show } from 'solid-js'
import { t, tn } from '../i18n/language.ts'
import { rank } from './fuzzy.ts'
import '../styles/check-list.css'

export type Choice = { value: string; name: string; aside?: string }

const SHOWN_MAX = 60
const FILTER_FROM = 8

export function CheckList(props: {
  label: string
  hint: string
  choices: readonly Choice[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}) {
  const [filter, setFilter] = createSignal('')
  // Where they stand is settled when the list is opened: nothing jumps away under the hand that ticks it.
  const first = new Set(props.chosen)
  const sorted = createMemo(() =>
    props.choices.toSorted((a, b) => Number(first.has(b.value)) - Number(first.has(a.value))),
  )
  const shown = createMemo(() => rank(filter(), sorted()).slice(0, SHOWN_MAX))
  const toggle = (value: string, isChosen: boolean) =>
    props.onChange(isChosen ? [...props.chosen, value] : props.chosen.filter((each) => each !== value))
  return (
    <details class="check-list" open={first.size > 0}>
      <summary>
        {props.label}
        <span class="check-count">
          {props.chosen.length > 0 ? tn('chosenCount', props.chosen.length) : props.hint}
        </span>
      </summary>
      <Show when={props.choices.length >= FILTER_FROM}>
        <input
          type="search"
          placeholder={t('filterList')}
          aria-label={`${t('filterList')}: ${props.label}`}
          value={filter()}
          onInput={(event) => setFilter(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      </Show>
      <ul>
        <For each={shown()}>
          {(choice) => (
            <li>
              <label>
                <input
                  type="checkbox"
                  checked={props.chosen.includes(choice.value)}
                  onChange={(event) => toggle(choice.value, event.currentTarget.checked)}
                />
                <bdi>{choice.name}</bdi>
                <span class="check-aside">{choice.aside}</span>
              </label>
            </li>
          )}
        </For>
      </ul>
    </details>
  )
}
