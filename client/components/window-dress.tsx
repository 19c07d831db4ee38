// What the window itself shows: language, theme, title with the unread count, and the badge on the app's icon.

import { createEffect } from 'solid-js'
import { language, t } from '../i18n/language.ts'
import { totalUnread } from '../state/rooms.ts'
import { settings } from '../state/settings.ts'
import { openRoomName } from './open-room.ts'

const BAR_COLOURS = { light: '#f4f2ec', dark: '#101614' }

export function WindowDress() {
  createEffect(() => {
    document.documentElement.lang = language()
  })
  createEffect(() => {
    const { theme } = settings()
    document.documentElement.dataset.theme = theme
    for (const bar of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')) {
      const own = bar.media.includes('dark') ? 'dark' : 'light'
      bar.content = BAR_COLOURS[theme === 'auto' ? own : theme]
    }
  })
  createEffect(() => {
    const unread = totalUnread()
    const room = openRoomName()
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${room ? `${room} · ` : ''}${t('appName')}`
  })
  createEffect(() => showBadge(totalUnread()))
  return null
}

function showBadge(unread: number): void {
  if (!('setAppBadge' in navigator)) return
  // Where the app is not installed the browser may refuse; the title says the same.
  void (unread > 0 ? navigator.setAppBadge(unread) : navigator.clearAppBadge()).catch(() => undefined)
}
