// Settings of this device, and what its copy of the rooms takes up.

import { createSignal } from 'solid-js'

export type Settings = {
  language: 'en' | 'ru' | 'auto'
  theme: 'auto' | 'light' | 'dark'
  enterSends: boolean
  reopenRooms: boolean
}
export type StorageUse = { usedBytes: number; quotaBytes: number; persisted: boolean }

const [settings] = createSignal<Settings>({
  language: 'auto',
  theme: 'auto',
  enterSends: true,
  reopenRooms: true,
})
const [storageUse] = createSignal<StorageUse | undefined>()

export { settings, storageUse }
