// The first administrator. A one-time link is printed at the start of a server without accounts;
// only the hash of its token is kept, and it is used up in the transaction that adds the account.

import { createHash, randomBytes } from 'node:crypto'
import { XccosError } from '#shared/errors.ts'
import { SETUP_KEY } from '../store/jobs/accounts.ts'
import type { Store } from '../store/store.ts'
import type { Identity } from './identity.ts'
import type { People } from './people.ts'

export function createSetup({ store, people }: { store: Store; people: People }): Identity['setup'] {
  async function isNeeded(): Promise<boolean> {
    return (await store.countPeople({})) === 0
  }

  return {
    state: async () => ({ needed: await isNeeded() }),
    async link(origin) {
      if (!(await isNeeded())) return undefined
      const token = randomBytes(32).toString('base64url')
      await store.setMeta({ key: SETUP_KEY, value: hashOf(token) })
      return `${origin}/setup/${token}`
    },
    async use({ token, username, displayName, password }) {
      const hash = hashOf(token)
      // Asked before the password is hashed, so that guessing costs the server nothing; decided in the transaction.
      if ((await store.meta({ key: SETUP_KEY })) !== hash)
        throw new XccosError('InvalidToken', 'This set-up link is not valid, or was used already.')
      return people.add({ username, displayName, password, admin: true }, hash)
    },
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
