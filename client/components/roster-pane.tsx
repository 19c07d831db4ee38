// Who is in the room now: presenters first, then everyone; in a large room only how many.

import { createMemo, createSignal, For, Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import { peopleInLargeRoom } from '../actions/roster.ts'
import { locale, t, tn } from '../i18n/language.ts'
import type { Roster, RosterPerson } from '../state/roster.ts'
import { Avatar } from './avatar.tsx'
import { Icon } from './icon.tsx'
import { PresenceDot, STATE_WORDS } from './presence-dot.tsx'
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
  const [asked, setAsked] = createSignal<RosterPerson[]>()
  // A room that became small again tells by itself who is there.
  const shown = () => (props.roster.people === 'large' ? (asked() ?? 'large') : props.roster.people)
  const people = createMemo(() => byName(shown()))
  const ask = () => void peopleInLargeRoom(props.guid).then(setAsked, () => undefined)
  const presenters = createMemo(() => people().filter((person) => person.roles.includes('presenter')))
  const others = createMemo(() => people().filter((person) => !person.roles.includes('presenter')))
  return (
    <Switch>
      <Match when={props.roster.people === 'unknown'}>
        <p class="roster-note">{t('rosterUnknown')}</p>
      </Match>
      <Match when={shown() === 'large'}>
        <p class="roster-note">
          <strong>{tn('rosterLarge', props.roster.count)}</strong> {t('rosterLargeText')}
        </p>
        <button type="button" class="button" data-size="small" onClick={ask}>
          {t('showWhoIsHere')}
        </button>
      </Match>
      <Match when={people().length === 0}>
        <p class="roster-note">{t('rosterEmpty')}</p>
      </Match>
      <Match when={people().length > 0}>
        <People title={t('presenters')} people={presenters()} />
        <People title={t('inTheRoom')} people={others()} />
      </Match>
    </Switch>
  )
}

function byName(people: Roster['people']): RosterPerson[] {
  if (typeof people === 'string') return []
  const { compare } = new Intl.Collator(locale())
  return people.toSorted((a, b) => compare(a.displayName, b.displayName))
}

function close(): void {
  showRoster(false)
  document.querySelector<HTMLElement>('.roster-button')?.focus()
}

function People(props: { title: string; people: RosterPerson[] }) {
  return (
    <Show when={props.people.length > 0}>
      <section aria-label={props.title}>
        <h3 class="roster-title">{props.title}</h3>
        <ul>
          <For each={props.people}>
            {(person) => (
              <li class="person">
                <span class="faced">
                  <Avatar uri={person.uri} name={person.displayName} small />
                  <PresenceDot state={person.state ?? 'online'} silent />
                </span>
                <bdi title={person.uri.replace('sip:', '')}>{person.displayName}</bdi>
                <span class="unseen">, {t(STATE_WORDS[person.state ?? 'online'])}</span>
                <Show when={person.roles.includes('manager')}>
                  <span class="role">{t('roleManager')}</span>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  )
}
