// Coming and going: sign in, the first administrator's set-up, sign out.
// Refusals have a `code`: WrongCredentials, TooManyRequests, Offline, or what the server said.

import type { Setup } from '#shared/web/setup.ts'
import { countUnsent as countIn } from '../cache/outbox.ts'
import { takeOwner, wipe } from '../cache/owner.ts'
import { clearBrowserStorage } from '../cache/storage.ts'
import { core, whenStarted } from '../sync/core.ts'
import { settleSignOut, sinceNow } from '../sync/session-ends.ts'

/** A copy of somebody else is wiped; one's own, after an expired session, goes on where it stood. */
export async function signIn(username: string, password: string): Promise<void> {
  const { cache, web, world } = core()
  await web.signIn(username, password)
  await takeOwner(cache, await web.provisioning(), sinceNow(world))
}

export async function setUp(setup: Setup): Promise<void> {
  await core().web.setUp(setup)
  await signIn(setup.username, setup.password)
}

/** An old link, or one that was used: the server has its first account. */
export async function isSetUpDone(): Promise<boolean> {
  const { web } = await whenStarted
  return !(await web.isSetupNeeded())
}

/** The other devices are signed out by it. */
export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await core().web.changePassword({ currentPassword, newPassword })
}

/** Works without network too: the copy goes at once, and the server is told when it can be reached. */
export async function signOut({ everywhere = false }: { everywhere?: boolean } = {}): Promise<void> {
  const { cache, web } = core()
  if (everywhere) await web.signOutEverywhere()
  await wipe(cache, { state: 'signed-out' }, { owesSignOut: true })
  await clearBrowserStorage()
  await settleSignOut({ cache, web })
}

/** Posts that would be lost by signing out now. */
export async function countUnsent(): Promise<number> {
  return await countIn(core().cache)
}
