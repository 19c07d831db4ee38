// The names of a pasted list that could not be added, one line each: why, and what one can do about it.

import { For, Match, Show, Switch } from 'solid-js'
import { t, tn } from '../i18n/language.ts'
import { Icon } from './icon.tsx'
import { asideOfPrincipal, nameOfPrincipal } from './principal-words.ts'
import type { NameProblem, Pasting } from './use-pasting.ts'

export function PastedNames(props: { pasting: Pasting }) {
  return (
    <>
      <Show when={props.pasting.isLooking()}>
        <p class="field-hint">{t('pickerLooking')}</p>
      </Show>
      <Show when={props.pasting.refusal()}>
        <p class="field-error" role="alert">
          {props.pasting.refusal()}
        </p>
      </Show>
      <Show when={props.pasting.problems().length > 0}>
        <section class="pasted" aria-label={tn('pastedProblems', props.pasting.problems().length)}>
          <p class="pasted-title">{tn('pastedProblems', props.pasting.problems().length)}</p>
          <ul>
            <For each={props.pasting.problems()}>
              {(problem) => <Problem problem={problem} pasting={props.pasting} />}
            </For>
          </ul>
        </section>
      </Show>
    </>
  )
}

function Problem(props: { problem: NameProblem; pasting: Pasting }) {
  const people = () => (props.problem.why === 'ambiguous' ? props.problem.people : [])
  return (
    <li>
      <div>
        <bdi class="pasted-name">{props.problem.name}</bdi>
        <span class="pasted-why">
          <Switch>
            <Match when={props.problem.why === 'unknown'}>{t('pastedUnknown')}</Match>
            <Match when={props.problem.why === 'not-in-scope'}>{t('pastedNotInScope')}</Match>
            <Match when={props.problem.why === 'ambiguous'}>{t('pastedAmbiguous')}</Match>
          </Switch>
        </span>
        <div class="pasted-choices">
          <For each={people()}>
            {(person) => (
              <button
                type="button"
                class="button"
                data-size="small"
                onClick={() => props.pasting.choose(props.problem.name, person)}
              >
                <bdi>{nameOfPrincipal(person)}</bdi>
                <span class="pasted-aside">{asideOfPrincipal(person)}</span>
              </button>
            )}
          </For>
        </div>
      </div>
      <button
        type="button"
        class="icon-button"
        aria-label={`${t('leaveOut')}: ${props.problem.name}`}
        onClick={() => props.pasting.settle(props.problem.name)}
      >
        <Icon name="close" />
      </button>
    </li>
  )
}
