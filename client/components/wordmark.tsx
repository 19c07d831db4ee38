// Mark and name together.

import { t } from '../i18n/language.ts'
import { Mark } from './logo.tsx'

export function Wordmark() {
  return (
    <span class="wordmark">
      <Mark />
      <span class="title">{t('appName')}</span>
    </span>
  )
}
