// People: adding, changing and finding them. The rows are asked for at every turn, so they are remembered here
// and dropped when they change.

import { randomUUID } from 'node:crypto'
import { XccosError } from '#shared/errors.ts'
import { POOL_USERNAME } from '#shared/post.ts'
import { EVERYONE, type PersonUri, type Principal, personUri } from '#shared/uri.ts'
import type { PersonRow } from '../store/jobs/people.ts'
import type { Store } from '../store/store.ts'
import { createCache } from './cache.ts'
import type { AccountChange, NewPerson } from './identity.ts'
import type { Passwords } from './passwords.ts'

const PEOPLE_REMEMBERED = 20_000

export type People = {
  add(person: NewPerson, setupHash?: string): Promise<PersonRow>
  set(uri: PersonUri, change: AccountChange): Promise<{ sessionsEnded: boolean }>
  find(uri: PersonUri): Promise<PersonRow | undefined>
  findByAuthUser(authUser: string): Promise<PersonRow | undefined>
  all(): Promise<PersonRow[]>
  principalsOf(uri: PersonUri): Promise<Principal[]>
}

type Deps = { store: Store; passwords: Passwords; domain: string; clock: { now(): number } }

export function createPeople({ store, passwords, domain, clock }: Deps): People {
  const byUri = createCache({ limit: PEOPLE_REMEMBERED, read: (uri) => store.person({ uri }) })
  const uriByAuthUser = createCache({
    limit: PEOPLE_REMEMBERED,
    read: async (authUser) => (await store.personByAuthUser({ authUser }))?.uri,
  })

  return {
    async add(person, setupHash) {
      if (person.username === POOL_USERNAME)
        throw new XccosError('InvalidArgument', 'This name is the server’s own.')
      const { password, ...rest } = person
      const row = {
        ...rest,
        uri: personUri(person.username, domain),
        authUser: randomUUID(),
        accountId: randomUUID(),
        passwordHash: await passwords.hash(password),
        at: clock.now(),
        ...(setupHash === undefined ? {} : { setupHash }),
      }
      await store.addAccount(row)
      return requirePerson(await byUri.get(row.uri))
    },
    async set(uri, { password, ...change }) {
      const passwordHash = password === undefined ? undefined : await passwords.hash(password)
      try {
        return await store.changeAccount({
          uri,
          ...change,
          ...(passwordHash === undefined ? {} : { passwordHash }),
          at: clock.now(),
        })
      } finally {
        byUri.drop(uri)
      }
    },
    find: (uri) => byUri.get(uri),
    async findByAuthUser(authUser) {
      const uri = await uriByAuthUser.get(authUser)
      return uri === undefined ? undefined : byUri.get(uri)
    },
    all: () => store.people({}),
    principalsOf: async (uri) => [uri, EVERYONE, `domain:${domain}`],
  }
}

function requirePerson(person: PersonRow | undefined): PersonRow {
  if (!person) throw new XccosError('NoSuchPrincipal', 'There is no such person.')
  return person
}
