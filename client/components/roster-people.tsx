// A list of people by name, presenters first. A long one is not drawn whole: it is cut, and a few letters find anybody in it.

import { createMemo, createSignal, For, Show } from 'solid-js'
import { locale, t, tn } from '../i18n/language.ts'
import type { RosterPerson } from '../state/roster.ts'
import { Avatar } from './avatar.tsx'
import { rank } from './fuzzy.ts'
import { PresenceDot, STATE_WORDS } from './presence-dot.tsx'

const SHOWN_MAX = 150
const FILTER_FROM = 20

export function RosterPeople(props: { people: readonly RosterPerson[] }) {
  const [filter, setFilter] = createSignal('')
  const sorted = createMemo(() => byName(props.people))
  const fitting = createMemo(() => called(filter(), sorted()))
  const shown = createMemo(() => fitting().slice(0, SHOWN_MAX))
  return (
    <>
      <Show when={props.people.length >= FILTER_FROM}>
        <input
          type="search"
          class="roster-filter"
          placeholder={t('findPerson')}
          aria-label={t('findPerson')}
          value={filter()}
          onInput={(event) => setFilter(event.currentTarget.value)}
        />
      </Show>
      <People title={t('presenters')} people={shown().filter(isPresenter)} />
      <People title={t('inTheRoom')} people={shown().filter((person) => !isPresenter(person))} />
      <p class="roster-note" role="status">
        {rest(fitting().length - shown().length, fitting().length)}
      </p>
    </>
  )
}

function rest(more: number, found: number): string {
  if (found === 0) return t('nobodyFits')
  return more > 0 ? tn('morePeople', more) : ''
}

const isPresenter = ({ roles }: RosterPerson) => roles.includes('presenter')

/** The very same objects, so that a row is drawn anew only when its person changed. */
function byName(people: readonly RosterPerson[]): RosterPerson[] {
  const { compare } = new Intl.Collator(locale(), { numeric: true })
  return people.toSorted(
    (a, b) => Number(isPresenter(b)) - Number(isPresenter(a)) || compare(a.displayName, b.displayName),
  )
}

function called(query: string, people: readonly RosterPerson[]): RosterPerson[] {
  if (query.trim() === '') return [...people]
  return rank(
    query,
    people.map((person) => ({ name: person.displayName, person })),
  ).map(({ person }) => person)
}

function People(props: { title: string; people: RosterPerson[] }) {
  return (
    <Show when={props.people.length > 0}>
      <section aria-label={props.title}>
        <h3 class="roster-title">{props.title}</h3>
        <ul>
          <For each={props.people}>{(person) => <Person person={person} />}</For>
        </ul>
      </section>
    </Show>
  )
}

function Person(props: { person: RosterPerson }) {
  const { uri, displayName, roles, state = 'online' } = props.person
  return (
    <li class="person">
      <span class="faced">
        <Avatar uri={uri} name={displayName} small />
        <PresenceDot state={state} silent />
      </span>
      <bdi title={uri.replace('sip:', '')}>{displayName}</bdi>
      <span class="unseen">, {t(STATE_WORDS[state])}</span>
      <Show when={roles.includes('manager')}>
        <span class="role">{t('roleManager')}</span>
      </Show>
    </li>
  )
}
