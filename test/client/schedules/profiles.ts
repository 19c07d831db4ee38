// Profiles live in memory. A browser forgets what a dead tab watched and a deleted profile held; here it is asked to.

import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { quiet } from './event-loop.ts'

type Listeners = { subscribers: (() => void)[]; unsubscribe(listener: () => void): void }

const changes = (Dexie.on as unknown as (name: string) => Listeners)('storagemutated')
const lasting = new Set(changes.subscribers)

export async function forgetProfile(name: string): Promise<void> {
  for (const watcher of changes.subscribers) if (!lasting.has(watcher)) changes.unsubscribe(watcher)
  indexedDB.deleteDatabase(name)
  await quiet()
}
