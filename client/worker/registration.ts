// Registers the service worker and tells when a newer version of the app waits.
// It never reloads by itself: the person says when, because a reload in the middle of a sentence is a fault.

import { createSignal } from 'solid-js'
import type { Workbox } from 'workbox-window'

const UPDATE_CHECK_MS = 60 * 60_000

const [updateWaiting, setUpdateWaiting] = createSignal(false)
let worker: Workbox | undefined
/** The page's policy takes the address of a worker from here only. */
const WORKER = '/service-worker.js'

export { updateWaiting }

export function registerWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  // Without a worker the app works as well, only not from a cold start offline.
  void register().catch(() => undefined)
}

async function register(): Promise<void> {
  const { Workbox } = await import('workbox-window')
  const started = new Workbox(trustedAddress())
  worker = started
  started.addEventListener('waiting', () => setUpdateWaiting(true))
  setInterval(() => void started.update().catch(() => undefined), UPDATE_CHECK_MS)
  await started.register()
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
