// A newer version waits. The person decides when to take it.

import { createSignal, Show } from 'solid-js'
import { t } from '../i18n/language.ts'
import { applyUpdate, updateWaiting } from '../worker/registration.ts'
import { Icon } from './icon.tsx'
import '../styles/status-line.css'

export function UpdateBar() {
  const [later, setLater] = createSignal(false)
  return (
    <section class="update-bar" role="status">
      <Show when={updateWaiting() && !later()}>
        <div class="update-card">
          <Icon name="refresh" />
          <span>{t('updateReady')}</span>
          <button type="button" class="button" data-size="small" data-look="main" onClick={applyUpdate}>
            {t('updateNow')}
          </button>
          <button
            type="button"
            class="button"
            data-size="small"
            data-look="quiet"
            onClick={() => setLater(true)}
          >
            {t('updateLater')}
          </button>
        </div>
      </Show>
    </section>
  )
}
