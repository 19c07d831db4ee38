// Whose copy this is. Signing out, and signing in as somebody else, leaves nothing of the former person behind.

import type { RoomUri } from '#shared/uri.ts'
import type { Provisioning } from '#shared/web/provisioning.ts'
import { type Cache, readFact, writeFact } from './database.ts'
import { forgetLog } from './intake-rooms.ts'
import type { SavedSession, Settings } from './rows.ts'

type SignedOut = Extract<SavedSession, { state: 'signed-out' | 'setup-needed' }>

/** Empties every table in one transaction; the taste of the device (language, theme) stays. */
export async function wipe(cache: Cache, then: SignedOut, { owesSignOut = false } = {}): Promise<void> {
  await cache.transaction('rw', cache.tables, async () => {
    const settings = await readFact(cache, 'settings')
    await clear(cache, settings)
    await writeFact(cache, 'session', then)
    if (owesSignOut) await writeFact(cache, 'owesSignOut', true)
  })
}

async function clear(cache: Cache, settings: Settings | undefined): Promise<void> {
  for (const table of cache.tables) await table.clear()
  if (settings !== undefined) await writeFact(cache, 'settings', settings)
}

/** The server says who is signed in. `since` tells a new sign-in from a repeat of the same. */
export async function takeOwner(cache: Cache, document: Provisioning, since: string): Promise<void> {
  const { user, domain, PersistentChatPoolUris: poolUris } = document
  await cache.transaction('rw', cache.tables, async () => {
    const owner = await readFact(cache, 'owner')
    if (owner !== undefined && owner !== user.uri) await clear(cache, await readFact(cache, 'settings'))
    const me = { uri: user.uri, displayName: user.displayName, admin: user.admin, officer: user.officer }
    const feature = document.EnablePersistentChat ? 'on' : 'hidden'
    const before = await readFact(cache, 'session')
    const kept = before?.state === 'signed-in' && before.me.uri === me.uri ? before.since : since
    await writeFact(cache, 'session', { state: 'signed-in', me, domain, feature, since: kept })
    await writeFact(cache, 'owner', user.uri)
    await cache.facts.delete('owesSignOut')
    await writeFact(cache, 'poolUris', poolUris)
  })
}

/** The session ended without a wish of the person: the copy stays for when the same person comes back. */
export async function takeSignedOut(cache: Cache, session: SignedOut): Promise<void> {
  await writeFact(cache, 'session', session)
}

/** The copy of rooms whose history is off does not outlive the session that showed it. */
export async function forgetUnlogged(cache: Cache): Promise<void> {
  const rooms = await cache.rooms.filter((room) => !room.logged).primaryKeys()
  for (const room of rooms) {
    await forgetLog(cache, room)
    await cache.rooms.where('uri').equals(room).modify(withoutTraces)
  }
}

function withoutTraces(room: { lastPost?: unknown; savedUpTo?: unknown }): void {
  delete room.lastPost
  delete room.savedUpTo
}

/** Rooms open in the last visit are entered again only if the person wants that. */
export async function closeRooms(cache: Cache): Promise<void> {
  const settings = await readFact(cache, 'settings')
  if (settings?.reopenRooms === false) await cache.opened.clear()
}

const OPEN_ROOMS_MAX = 5

/** A tab that was killed never closed its room, so the oldest ones are let go. */
export async function rememberOpen(cache: Cache, room: RoomUri, openedAt: number): Promise<void> {
  await cache.transaction('rw', cache.opened, async () => {
    await cache.opened.put({ room, openedAt })
    const oldest = (await cache.opened.toArray())
      .sort((a, b) => b.openedAt - a.openedAt)
      .slice(OPEN_ROOMS_MAX)
    await cache.opened.bulkDelete(oldest.map((row) => row.room))
  })
}

export async function forgetOpen(cache: Cache, room: RoomUri): Promise<void> {
  await cache.opened.delete(room)
}
