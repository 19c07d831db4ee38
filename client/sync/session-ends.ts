// How a session begins and ends, apart from the sequence between them, which only the tab that leads needs.

import { type Cache, readFact } from '../cache/database.ts'
import type { World } from '../cache/world.ts'
import { isOffline } from './refusal.ts'
import type { WebClient } from './web-client.ts'

/** Tells one sign-in from the next. */
export function sinceNow(world: Pick<World, 'clock' | 'chance'>): string {
  return `${world.clock.now()}-${world.chance.fraction()}`
}

/** Ends the session at the server when this device has signed out; without network it stays owed. */
export async function settleSignOut({ cache, web }: { cache: Cache; web: WebClient }): Promise<void> {
  if ((await readFact(cache, 'owesSignOut')) !== true) return
  const isTold = await web.signOut().then(
    () => true,
    (error: unknown) => !isOffline(error),
  )
  if (isTold) await cache.facts.delete('owesSignOut')
}
