// How somebody is there, told by a shape as well as a colour, and in words to a screen reader.

import type { State } from '#shared/presence.ts'
import type { TextKey } from '../i18n/language.ts'
import { t } from '../i18n/language.ts'
import '../styles/presence.css'

export const STATE_WORDS: Record<State, TextKey> = {
  online: 'stateOnline',
  away: 'stateAway',
  dnd: 'stateDnd',
  offline: 'stateOffline',
}

export function PresenceDot(props: { state: State | undefined; silent?: boolean }) {
  return (
    <>
      <span class="dot" data-state={props.state ?? 'offline'} aria-hidden="true" />
      {props.silent ? null : <span class="unseen">, {t(STATE_WORDS[props.state ?? 'offline'])}</span>}
    </>
  )
}
