// Builds Identity from its parts.

import { randomBytes } from 'node:crypto'
import { XccosError } from '#shared/errors.ts'
import type { Log } from '../logger.ts'
import type { Store } from '../store/store.ts'
import { createAdmission } from './admission.ts'
import { type AuthLibrary, openAuthLibrary } from './auth-library.ts'
import { createDevices } from './devices.ts'
import { createEndings } from './endings.ts'
import { createFailures } from './failures.ts'
import type { Caller, Identity } from './identity.ts'
import { openPoolKeys } from './keys.ts'
import { createOldSessions } from './old-sessions.ts'
import { createPasswords, type Passwords } from './passwords.ts'
import { createPeople, type People } from './people.ts'
import { createPolicies } from './policies.ts'
import { createSetup } from './setup.ts'
import { createAuthRoutes } from './sign-in.ts'
import { createTickets } from './tickets.ts'

export type IdentityDeps = {
  store: Store
  config: { domain: string; publicUrl: string | undefined }
  clock: { now(): number }
  log: Log
  /** A test counts through its own. */
  passwords?: Passwords
}

export async function createIdentity(deps: IdentityDeps): Promise<Identity> {
  const { store, clock } = deps
  const { domain } = deps.config
  const passwords = deps.passwords ?? createPasswords()
  const people = createPeople({ store, passwords, domain, clock })
  const devices = createDevices({ store, clock })
  const keys = await openPoolKeys(store, clock.now())
  const tickets = createTickets({ keys, domain, clock })
  const library = await openLibrary(deps, passwords, people)
  const endings = createEndings()
  const policies = createPolicies({ store, endings, clock })
  const findCaller = (headers: Headers) => callerOf(library, people, headers)

  return {
    handleAuth: createAuthRoutes({
      library,
      people,
      domain,
      findCaller,
      ...{ endings, clock },
      record: (event) => store.record({ events: [event] }),
      failures: createFailures(clock),
      endOldSessions: createOldSessions({ store, endings, clock }),
    }),
    caller: findCaller,
    addPerson: (person) => people.add(person),
    async setPerson(uri, change) {
      const ended = await people.set(uri, change)
      if (ended.sessionsEnded) endings.tell({ person: uri })
    },
    findPerson: people.find,
    people: people.all,
    principalsOf: people.principalsOf,
    enrolDevice: devices.enrol,
    device: devices.find,
    issueTicket: ({ person, sessionId }) => tickets.issue({ person: person.uri, sessionId }),
    admit: createAdmission({
      ...{ store, tickets, people, devices, endings, clock },
      policy: policies.policy,
    }),
    onSessionsEnded: endings.listen,
    ...policies,
    poolKeys: async () => keys.announced.map((key) => ({ ...key })),
    allPoolKeys: async () => keys.all.map((key) => ({ ...key })),
    poolKid: async () => keys.current.kid,
    signWithPoolKey: async (bytes) => keys.sign(bytes),
    setup: createSetup({ store, people }),
  }
}

/** The secret that signs cookies is made once and kept with the sessions it signs. */
async function openLibrary(deps: IdentityDeps, passwords: Passwords, people: People): Promise<AuthLibrary> {
  const secret = await deps.store.ensureMeta({
    key: 'session_secret',
    value: randomBytes(48).toString('base64url'),
  })
  return openAuthLibrary({
    store: deps.store,
    passwords,
    secret,
    clock: deps.clock,
    origin: deps.config.publicUrl ?? 'http://localhost',
    log: deps.log,
    async requireEnabled(authUser) {
      const person = await people.findByAuthUser(authUser)
      if (!person || person.disabled) throw new XccosError('ErrorPermission', 'This account is disabled.')
    },
  })
}

async function callerOf(library: AuthLibrary, people: People, headers: Headers): Promise<Caller | undefined> {
  if (!headers.has('cookie') && !headers.has('authorization')) return undefined
  const session = await library.session(headers)
  const person = session && (await people.findByAuthUser(session.authUser))
  if (!person || person.disabled) return undefined
  return { person, sessionId: session.id, cookies: session.headers.getSetCookie() }
}
