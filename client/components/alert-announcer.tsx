// Says to screen readers what wants to be heard at once and comes elsewhere: a room that is open says its own posts.

import { useLocation } from '@solidjs/router'
import { createSignal, onCleanup, onMount } from 'solid-js'
import { t, tn } from '../i18n/language.ts'
import { type Alert, onAlertHere } from '../state/alerts.ts'
import { ownChoice } from '../state/own-state.ts'
import { gathering } from './gathering.ts'

export function AlertAnnouncer() {
  const location = useLocation()
  const [said, say] = createSignal('')
  const gather = gathering<Alert>(([only, ...others]) => {
    if (only === undefined) return
    const { author, roomName: room, text } = only
    say(
      others.length === 0
        ? t('announceAlert', { author, room, text })
        : tn('announceAlerts', others.length + 1),
    )
  })
  const isElsewhere = ({ guid }: Alert) => location.pathname.split('/')[2] !== guid
  const mayBeSaid = (alert: Alert) => document.hasFocus() && ownChoice() !== 'dnd' && isElsewhere(alert)
  onMount(() => onCleanup(onAlertHere((alert) => gather(mayBeSaid(alert) ? [alert] : []))))
  return (
    <div class="unseen" role="status" aria-live="polite" aria-atomic="true">
      {said()}
    </div>
  )
}
