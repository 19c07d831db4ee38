// Registers the service worker and tells when a newer version of the app waits.
// It never reloads by itself: the person says when, because a reload in the middle of a sentence is a fault.

import { createSignal } from 'solid-js'
import { Workbox } from 'workbox-window'

const UPDATE_CHECK_MS = 60 * 60_000

const [updateWaiting, setUpdateWaiting] = createSignal(false)
let worker: Workbox | undefined
/** The page's policy takes the address of a worker from here only. */
const WORKER = '/service-worker.js'

export { updateWaiting }

export function registerWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  worker = new Workbox(trustedAddress())
  worker.addEventListener('waiting', () => setUpdateWaiting(true))
  const started = worker
  // Without a worker the app works as well, only not from a cold start offline.
  void started.register().catch(() => undefined)
  setInterval(() => void started.update().catch(() => undefined), UPDATE_CHECK_MS)
}

/** The types of the DOM do not know these yet, nor do all browsers. */
type Policies = {
  createPolicy(
    name: string,
    rules: { createScriptURL(): string },
  ): { createScriptURL(text: string): ConstructorParameters<typeof Workbox>[0] }
}

function trustedAddress(): ConstructorParameters<typeof Workbox>[0] {
  const { trustedTypes } = window as { trustedTypes?: Policies }
  const policy = trustedTypes?.createPolicy('service-worker', { createScriptURL: () => WORKER })
  return policy?.createScriptURL(WORKER) ?? WORKER
}

/** Called by the person's click only. */
export function applyUpdate(): void {
  worker?.addEventListener('controlling', () => window.location.reload())
  worker?.messageSkipWaiting()
}
