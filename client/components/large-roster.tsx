// The people in a large room: nobody is told there who comes and goes, so the list is asked for, says how old it is, and is asked for
// again when somebody wants to know better.

import { createSignal, Match, Show, Switch } from 'solid-js'
import { peopleInLargeRoom } from '../actions/roster.ts'
import { timeOf } from '../i18n/dates.ts'
import { t, tn } from '../i18n/language.ts'
import type { RosterPerson } from '../state/roster.ts'
import { useAsking } from './asking.ts'
import { RosterPeople } from './roster-people.tsx'

type Asked = { people: RosterPerson[]; at: number }

export function LargeRoster(props: { guid: string; count: number }) {
  const [asked, setAsked] = createSignal<Asked>()
  const { asking, refusal, ask } = useAsking()
  const look = () =>
    void ask(async () => setAsked({ people: await peopleInLargeRoom(props.guid), at: Date.now() }))
  return (
    <>
      <p class="roster-note">
        <Switch>
          <Match when={asked()}>{(list) => t('rosterAsOf', { time: timeOf(list().at) })}</Match>
          <Match when={true}>
            <strong>{tn('rosterLarge', props.count)}</strong> {t('rosterLargeText')}
          </Match>
        </Switch>
      </p>
      <button
        type="button"
        class="button roster-ask"
        data-size="small"
        aria-disabled={asking()}
        onClick={look}
      >
        {t(asked() ? 'showAgain' : 'showWhoIsHere')}
      </button>
      <Show when={refusal()}>
        <p class="roster-note" role="alert">
          {refusal()}
        </p>
      </Show>
      <Show when={asked()}>{(list) => <RosterPeople people={list().people} />}</Show>
    </>
  )
}
