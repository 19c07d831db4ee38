// Shows a notification for what wants to be told while no tab of the app is looked at. One tab does it for all, and nobody is
// disturbed who asked not to be.

import { onCleanup, onMount } from 'solid-js'
import { beginTelling, markTold } from '../actions/alerts.ts'
import { type Alert, onAlert } from '../state/alerts.ts'
import { ownChoice } from '../state/own-state.ts'
import { settings } from '../state/settings.ts'

const NOTIFYING = 'backchat-notifier'
const LOOKED_AT = 'backchat-looked-at'

/** Draws nothing. */
export function Notifier(): null {
  onMount(() => {
    if (!('Notification' in window) || !('locks' in navigator)) return
    const leaving = new AbortController()
    followEyes(leaving.signal)
    const tell = () =>
      new Promise<void>((resolve) => {
        void beginTelling().catch(() => undefined)
        const end = onAlert((alert) => void tellOf(alert))
        leaving.signal.addEventListener('abort', () => {
          end()
          resolve()
        })
      })
    navigator.locks.request(NOTIFYING, { signal: leaving.signal }, tell).catch(() => undefined)
    onCleanup(() => leaving.abort())
  })
  return null
}

/** Holds a lock while this tab is seen: whoever notifies then knows that some tab is, without asking it. */
function followEyes(leaving: AbortSignal): void {
  let look: AbortController | undefined
  const follow = () => {
    look?.abort()
    if (document.visibilityState !== 'visible') return
    const looking = new AbortController()
    look = looking
    const held = () =>
      new Promise<void>((resolve) => looking.signal.addEventListener('abort', () => resolve()))
    navigator.locks.request(LOOKED_AT, { mode: 'shared' }, held).catch(() => undefined)
  }
  follow()
  document.addEventListener('visibilitychange', follow, { signal: leaving })
  leaving.addEventListener('abort', () => look?.abort())
}

async function isLookedAt(): Promise<boolean> {
  const { held = [] } = await navigator.locks.query()
  return held.some(({ name }) => name === LOOKED_AT)
}

/** Whoever looks sees it without being told. */
async function tellOf(alert: Alert): Promise<void> {
  await show(alert).catch(() => undefined)
  await markTold(alert.ts).catch(() => undefined)
}

async function show({ key, author, roomName, text }: Alert): Promise<void> {
  const mayTell = settings().notify && Notification.permission === 'granted' && ownChoice() !== 'dnd'
  if (!mayTell || (await isLookedAt())) return
  const told = { body: text, tag: key, data: { address: `/rooms/${key}` }, icon: '/icons/icon-192.png' }
  const title = `${author} · ${roomName}`
  const registration = await navigator.serviceWorker?.getRegistration()
  // On phones a page may not show one itself, and a click on it must find the app when no tab is left.
  if (registration) await registration.showNotification(title, told)
  else new Notification(title, told)
}
