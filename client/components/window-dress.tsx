// What the window itself shows: language, theme, title and the badge on the app's icon.

import { createEffect } from 'solid-js'
import { language, t } from '../i18n/language.ts'
import { unreadCalls } from '../state/feeds.ts'
import { totalUnread } from '../state/rooms.ts'
import { settings } from '../state/settings.ts'
import { openRoomName } from './open-room.ts'
import { badgeOf, titleOf } from './window-words.ts'

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
    document.title = titleOf(waiting(), { room: openRoomName(), app: t('appName') })
  })
  createEffect(() => showBadge(badgeOf(waiting())))
  return null
}

const waiting = () => ({ calls: unreadCalls(), unread: totalUnread() })

function showBadge(badge: number | 'dot' | 'none'): void {
  if (!('setAppBadge' in navigator)) return
  const done =
    badge === 'none'
      ? navigator.clearAppBadge()
      : badge === 'dot'
        ? navigator.setAppBadge()
        : navigator.setAppBadge(badge)
  // Where the app is not installed the browser may refuse; the title says the same.
  void done.catch(() => undefined)
}
