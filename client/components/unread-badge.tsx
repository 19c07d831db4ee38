// How much is unread: a short number for eyes, a whole phrase for ears.

import { Show } from 'solid-js'
import { UNREAD_CAP } from '#shared/limits.ts'
import { t, tn } from '../i18n/language.ts'

/** Somebody means me here: a sign of its own beside the number. */
export function MeantBadge(props: { count: number }) {
  return (
    <Show when={props.count > 0}>
      <span class="unread-badge" data-meant>
        <span aria-hidden="true">@</span>
        <span class="unseen">{tn('meantPosts', props.count)}, </span>
      </span>
    </Show>
  )
}

export function UnreadBadge(props: { count: number }) {
  const shown = () => (props.count >= UNREAD_CAP ? t('moreThan', { n: UNREAD_CAP }) : String(props.count))
  return (
    <Show when={props.count > 0}>
      <span class="unread-badge">
        <span aria-hidden="true">{shown()}</span>
        <span class="unseen">{tn('unreadPosts', props.count)}</span>
      </span>
    </Show>
  )
}
