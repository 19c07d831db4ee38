// Changing what this device remembers about its person's taste, and asking to keep the copy for good.

import { writeFact } from '../cache/database.ts'
import { readSettings } from '../cache/reading.ts'
import type { Settings } from '../cache/rows.ts'
import { askToKeep } from '../cache/storage.ts'
import { core } from '../sync/core.ts'

export async function changeSettings(change: Partial<Settings>): Promise<void> {
  const { cache } = core()
  await cache.transaction('rw', cache.facts, async () => {
    await writeFact(cache, 'settings', { ...(await readSettings(cache)), ...change })
  })
}

/** @returns whether the browser will now keep this copy when space runs low */
export async function askToPersist(): Promise<boolean> {
  return await askToKeep()
}
