// The suggestions beside the field that one types in.

import { For, Match, Show, Switch } from 'solid-js'
import { t } from '../i18n/language.ts'
import { Avatar } from './avatar.tsx'
import type { Completable } from './completing.ts'
import { Icon } from './icon.tsx'
import type { Completion } from './use-completion.ts'
import '../styles/completion-list.css'

export const COMPLETIONS_ID = 'completions'
export const completionId = (place: number) => `completion-${place}`

export function CompletionList(props: { completion: Completion }) {
  const { found, at, setAt, take } = props.completion
  return (
    <Show when={found().length > 0}>
      <div class="completions" role="listbox" id={COMPLETIONS_ID} aria-label={t('completions')}>
        <For each={found()}>
          {(completion, place) => (
            <button
              type="button"
              role="option"
              tabindex="-1"
              id={completionId(place())}
              class="completion"
              aria-selected={place() === at()}
              onPointerMove={() => setAt(place())}
              // The field keeps the focus, and with it the soft keyboard.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(completion)}
            >
              <Sign completion={completion} />
              <bdi class="completion-name">{completion.look === 'emoji' ? '' : completion.name}</bdi>
              <span class="completion-aside">{completion.aside}</span>
            </button>
          )}
        </For>
      </div>
    </Show>
  )
}

function Sign(props: { completion: Completable }) {
  return (
    <Switch fallback={<Icon name="people" />}>
      <Match when={props.completion.look === 'person' && props.completion.uri}>
        {(uri) => <Avatar uri={uri()} name={props.completion.name} small />}
      </Match>
      <Match when={props.completion.look === 'room'}>
        <Icon name="open" />
      </Match>
      <Match when={props.completion.icon}>{(icon) => <Icon name={icon()} />}</Match>
      <Match when={props.completion.look === 'emoji'}>
        <span class="completion-emoji">{props.completion.name}</span>
      </Match>
    </Switch>
  )
}
