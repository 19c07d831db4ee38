// Settings of this device, and what its copy of the rooms takes up.

import { createEffect, createRoot, createSignal } from 'solid-js'
import { cache } from '../cache/database.ts'
import { DEFAULT_SETTINGS, readSettings } from '../cache/reading.ts'
import type { Settings } from '../cache/rows.ts'
import { readStorageUse, type StorageUse } from '../cache/storage.ts'
import { liveSignal } from './live-signal.ts'

export type { Settings, StorageUse }

export const settings = liveSignal<Settings>(() => readSettings(cache), DEFAULT_SETTINGS)

/** The first paint waits for this: it is in the person's language and colours. */
export function settingsKnown(): Promise<void> {
  return new Promise((resolve) => {
    createRoot((dispose) =>
      createEffect(() => {
        if (settings() === DEFAULT_SETTINGS) return
        resolve()
        dispose()
      }),
    )
  })
}

const REFRESH_MS = 10_000
const [use, setUse] = createSignal<StorageUse | undefined>()
let askedAt = 0

/** Asked for when somebody looks, and at most every ten seconds. */
export function storageUse(): StorageUse | undefined {
  if (Date.now() - askedAt > REFRESH_MS) {
    askedAt = Date.now()
    void readStorageUse().then(setUse)
  }
  return use()
}
