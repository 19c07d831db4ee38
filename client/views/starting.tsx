// The moment before the cache is readable. It is short, so it only shows the mark.

import { Mark } from '../components/logo.tsx'
import { t } from '../i18n/language.ts'
import '../styles/notices.css'

export function Starting() {
  return (
    <main class="notice-page" aria-busy="true">
      <div class="starting">
        <Mark />
        <p class="unseen" role="status">
          {t('starting')}
        </p>
      </div>
    </main>
  )
}
