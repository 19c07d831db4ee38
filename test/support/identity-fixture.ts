// Identity over a real store in a throw-away folder, with a clock that stands still until it is moved.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createIdentity } from '../../server/identity/create-identity.ts'
import type { Identity } from '../../server/identity/identity.ts'
import { createPasswords, type Passwords } from '../../server/identity/passwords.ts'
import { silentLog } from '../../server/logger.ts'
import { openStore } from '../../server/store/open-store.ts'
import type { Store } from '../../server/store/store.ts'

export const DOMAIN = 'quay.example'
export const PASSWORD = 'a long enough password'
const ORIGIN = 'http://localhost'

export type IdentityFixture = {
  identity: Identity
  store: Store
  passwords: Passwords
  clock: { now(): number; pass(ms: number): void }
  /** Another Identity over the same store, as after a restart. */
  reopen(): Promise<Identity>
  ask(route: string, options?: { body?: unknown; headers?: Headers; address?: string }): Promise<Response>
  signIn(username: string, password?: string, address?: string): Promise<Headers>
  close(): Promise<void>
}

export async function openIdentityFixture(): Promise<IdentityFixture> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'backchat-identity-'))
  const store = await openStore({ dataFolder, onBroken: (fault) => console.error(fault) })
  let ahead = 0
  const clock = {
    now: () => Date.now() + ahead,
    pass(ms: number) {
      ahead += ms
    },
  }
  const passwords = createPasswords()
  const open = () =>
    createIdentity({
      store,
      config: { domain: DOMAIN, publicUrl: undefined },
      clock,
      log: silentLog,
      passwords,
    })
  const identity = await open()

  const ask: IdentityFixture['ask'] = (
    route,
    { body = {}, headers = new Headers(), address = '192.0.2.1' } = {},
  ) => {
    const [method = '', path = ''] = route.split(' ')
    const request = new Request(ORIGIN + path, {
      method,
      headers,
      ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
    })
    return identity.handleAuth(request, address)
  }

  return {
    ...{ identity, store, passwords, clock, ask },
    reopen: open,
    async signIn(username, password = PASSWORD, address) {
      const answer = await ask('POST /api/auth/sign-in/username', {
        body: { username, password },
        ...(address === undefined ? {} : { address }),
      })
      return new Headers({ authorization: `Bearer ${answer.headers.get('set-auth-token')}` })
    },
    async close() {
      await store.close()
      rmSync(dataFolder, { recursive: true })
    },
  }
}

export function newPerson(username: string) {
  return { username, displayName: username, password: PASSWORD, admin: false }
}
