// Who is in the room now: presenters first, then everyone; in a large room only how many, until somebody asks.

import { Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import { t, tn } from '../i18n/language.ts'
import type { Roster } from '../state/roster.ts'
import { Icon } from './icon.tsx'
import { LargeRoster } from './large-roster.tsx'
import { RosterPeople } from './roster-people.tsx'
import { isWide, showRoster } from './side-panes.ts'
import '../styles/roster.css'

export function RosterPane(props: { guid: string; roster: Roster }) {
  let pane: HTMLElement | undefined
  onMount(() => !isWide() && pane?.focus())
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || isWide()) return
    event.preventDefault()
    close()
  }
  onMount(() => pane?.addEventListener('keydown', press))
  onCleanup(() => pane?.removeEventListener('keydown', press))
  return (
    <aside
      class="roster"
      aria-label={t('roster')}
      data-region="roster"
      tabindex="-1"
      ref={(element) => {
        pane = element
      }}
    >
      <Head count={props.roster.count} />
      <Who guid={props.guid} roster={props.roster} />
    </aside>
  )
}

function Head(props: { count: number }) {
  return (
    <header class="roster-head">
      <h2 class="title">{t('roster')}</h2>
      <Show when={props.count > 0}>
        <span>{tn('people', props.count)}</span>
      </Show>
      <button type="button" class="icon-button" aria-label={t('hidePeople')} onClick={close}>
        <Icon name="close" />
      </button>
    </header>
  )
}

function Who(props: { guid: string; roster: Roster }) {
  return (
    <Switch>
      <Match when={props.roster.people === 'unknown'}>
        <p class="roster-note">{t('rosterUnknown')}</p>
      </Match>
      <Match when={props.roster.people === 'large'}>
        <LargeRoster guid={props.guid} count={props.roster.count} />
      </Match>
      <Match when={props.roster.people.length === 0}>
        <p class="roster-note">{t('rosterEmpty')}</p>
      </Match>
      <Match when={typeof props.roster.people === 'object' && props.roster.people}>
        {(people) => <RosterPeople people={people()} />}
      </Match>
    </Switch>
  )
}

function close(): void {
  showRoster(false)
  document.querySelector<HTMLElement>('.roster-button')?.focus()
}
