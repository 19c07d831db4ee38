// Registers the service worker and tells when a newer version of the app waits.
// It never reloads by itself: the person says when, because a reload in the middle of a sentence is a fault.

import { createSignal } from 'solid-js'
import { Workbox } from 'workbox-window'

const UPDATE_CHECK_MS = 60 * 60_000

const [updateWaiting, setUpdateWaiting] = createSignal(false)
let worker: Workbox | undefined

export { updateWaiting }

export function registerWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  worker = new Workbox('/service-worker.js')
  worker.addEventListener('waiting', () => setUpdateWaiting(true))
  const started = worker
  // Without a worker the app works as well, only not from a cold start offline.
  void started.register().catch(() => undefined)
  setInterval(() => void started.update().catch(() => undefined), UPDATE_CHECK_MS)
}

/** Called by the person's click only. */
export function applyUpdate(): void {
  worker?.addEventListener('controlling', () => window.location.reload())
  worker?.messageSkipWaiting()
}
