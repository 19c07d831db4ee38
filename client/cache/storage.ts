// The browser's own view of what this app keeps: how much, how safely, and what must go at sign-out.

import { forgetTab } from './tab-memory.ts'

export type StorageUse = { usedBytes: number; quotaBytes: number; persisted: boolean }

export async function readStorageUse(): Promise<StorageUse | undefined> {
  const storage: StorageManager | undefined = navigator.storage
  if (storage === undefined) return undefined
  const { usage: usedBytes = 0, quota: quotaBytes = 0 } = await storage.estimate()
  return { usedBytes, quotaBytes, persisted: await storage.persisted() }
}

export async function askToKeep(): Promise<boolean> {
  const storage: StorageManager | undefined = navigator.storage
  return storage === undefined ? false : await storage.persist()
}

/** Everything outside IndexedDB except the app's own shell, which holds nothing of anybody. */
export async function clearBrowserStorage(): Promise<void> {
  localStorage.clear()
  forgetTab()
  if (!('caches' in globalThis)) return
  const names = (await caches.keys()).filter((name) => !name.includes('precache'))
  await Promise.all(names.map((name) => caches.delete(name)))
}
