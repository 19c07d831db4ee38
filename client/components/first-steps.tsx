// An administrator who has only just begun: what comes after the first room. Put away by hand, or by a second room.

import { Show } from 'solid-js'
import { changeSettings } from '../actions/settings.ts'
import { t } from '../i18n/language.ts'
import { mayCreate } from '../state/may-create.ts'
import { rooms } from '../state/rooms.ts'
import { session } from '../state/session.ts'
import { settings } from '../state/settings.ts'
import { setRoomSheet } from './room-sheet.ts'

export function FirstSteps() {
  const isBeginning = () => {
    const now = session()
    const isAdmin = now.state === 'signed-in' && now.me.admin
    return isAdmin && rooms().length === 1 && mayCreate() && settings().begun !== true
  }
  return (
    <Show when={isBeginning()}>
      <section class="sidebar-empty" aria-label={t('firstSteps')}>
        <h2 class="title">{t('firstSteps')}</h2>
        <p>{t('firstStepsRooms')}</p>
        <p>{t('firstStepsPeople')}</p>
        <div class="first-steps">
          <button type="button" class="button" data-look="main" onClick={() => setRoomSheet({ show: 'new' })}>
            {t('newRoom')}
          </button>
          <button type="button" class="button" onClick={() => void changeSettings({ begun: true })}>
            {t('gotIt')}
          </button>
        </div>
      </section>
    </Show>
  )
}
