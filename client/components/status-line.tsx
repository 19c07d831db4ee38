// One line over everything when the connection is lost for a while. It lies above the page, so nothing moves for it.
// The seconds are hidden from screen readers: the sentence is announced when it changes in kind, not every second.

import { createMemo, Show } from 'solid-js'
import { retryNow } from '../actions/connection.ts'
import { t } from '../i18n/language.ts'
import { connection } from '../state/connection.ts'
import { connectionSentence, connectionWord, isLost } from './connection-text.ts'
import { Icon } from './icon.tsx'
import '../styles/status-line.css'

export function StatusLine() {
  const lost = createMemo(isLost)
  const mayRetry = () => connection().state === 'waiting' || connection().state === 'offline'
  return (
    <section class="status-line" aria-label={t('connection')}>
      <span class="unseen" role="status">
        {lost() ? connectionWord() : ''}
      </span>
      <Show when={lost()}>
        <div class="status-card">
          <Icon name={connection().state === 'refused' ? 'alert' : 'cloudOff'} />
          <span>{connectionSentence()}</span>
          <Show when={mayRetry()}>
            <button type="button" onClick={() => void retryNow()}>
              {t('retryConnecting')}
            </button>
          </Show>
        </div>
      </Show>
    </section>
  )
}
