// One list of a room's card: who they are, a few at first, all of them on request.

import { createSignal, For, type JSX, Show } from 'solid-js'
import type { ListedPrincipal } from '../actions/managing.ts'
import { tn } from '../i18n/language.ts'
import { PrincipalMark } from './chips.tsx'
import { asideOfPrincipal, nameOfPrincipal } from './principal-words.ts'

const SHOWN_AT_FIRST = 6

export function CardPeople(props: { title: string; people: ListedPrincipal[]; none: JSX.Element }) {
  const [isWhole, showWhole] = createSignal(false)
  const shown = () => (isWhole() ? props.people : props.people.slice(0, SHOWN_AT_FIRST))
  return (
    <section class="card-people" aria-label={props.title}>
      <h3>
        {props.title}
        <Show when={props.people.length > 0}>
          <span>{props.people.length}</span>
        </Show>
      </h3>
      <Show when={props.people.length > 0} fallback={<p>{props.none}</p>}>
        <ul>
          <For each={shown()}>
            {(person) => (
              <li class="person" title={asideOfPrincipal(person)}>
                <PrincipalMark principal={person} />
                <bdi>{nameOfPrincipal(person)}</bdi>
              </li>
            )}
          </For>
        </ul>
        <Show when={shown().length < props.people.length}>
          <button
            type="button"
            class="button"
            data-size="small"
            data-look="quiet"
            onClick={() => showWhole(true)}
          >
            {tn('showAllNames', props.people.length - shown().length)}
          </button>
        </Show>
      </Show>
    </section>
  )
}
