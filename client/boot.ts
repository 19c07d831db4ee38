// Starts the core of the app in this tab: open the cache, read the session, elect a tab, connect.

import { cache } from './cache/database.ts'
import { browserParts } from './sync/browser.ts'
import { startCore } from './sync/core.ts'

/** Resolves as soon as the cache is readable, with or without network. */
export async function boot(): Promise<void> {
  await cache.open()
  startCore(browserParts())
}
