// The routes of /api/auth: sign in, sign out, sign out everywhere, and who am I. Everything else that the
// identity library could do is not reachable from outside.

import * as v from 'valibot'
import { type ErrorName, XccosError } from '#shared/errors.ts'
import { sentenceOf } from '#shared/sentence.ts'
import { type SessionState, type SignedIn, signInSchema } from '#shared/web/sign-in.ts'
import type { PersonRow } from '../store/jobs/people.ts'
import type { AuthLibrary } from './auth-library.ts'
import type { Endings } from './endings.ts'
import type { Failures } from './failures.ts'
import type { Caller } from './identity.ts'
import type { People } from './people.ts'

export class TooManyFailures extends XccosError {
  readonly retryAfterMs: number
  constructor(retryAfterMs: number) {
    super('TooManyRequests', 'Too many attempts to sign in. Wait a little before the next one.')
    this.retryAfterMs = retryAfterMs
  }
}

type Deps = {
  library: AuthLibrary
  failures: Failures
  people: People
  domain: string
  findCaller(headers: Headers): Promise<Caller | undefined>
  endings: Endings
  /** Takes away what is too old, or too much. */
  endOldSessions(person: PersonRow): Promise<void>
}
type Ask = { request: Request; address: string }

export function createAuthRoutes(deps: Deps) {
  const routes: Record<string, (ask: Ask) => Promise<Response>> = {
    'POST /api/auth/sign-in/username': (ask) => signIn(deps, ask),
    'POST /api/auth/sign-out': ({ request }) => signOut(deps, request.headers),
    'POST /api/auth/revoke-sessions': ({ request }) => signOutEverywhere(deps, request.headers),
    'GET /api/auth/get-session': ({ request }) => whoAmI(deps, request.headers),
  }

  return async function answer(request: Request, address: string): Promise<Response> {
    const route = routes[`${request.method} ${new URL(request.url).pathname}`]
    if (!route) throw new XccosError('NoSuchNode', 'There is nothing at this address.')
    return route({ request, address })
  }
}

async function signIn(deps: Deps, { request, address }: Ask): Promise<Response> {
  const parsed = v.safeParse(signInSchema, await jsonOf(request))
  if (!parsed.success) throw new XccosError('InvalidArgument', sentenceOf(parsed.issues[0]))
  const username = accountOf(parsed.output.username, deps.domain)
  const attempt = deps.failures.attempt(username, address)
  if (!attempt.allowed) throw new TooManyFailures(attempt.retryAfterMs)
  const mark = deps.endings.mark()
  try {
    const { headers, authUser } = await deps.library.signIn({ username, password: parsed.output.password })
    const person = await deps.people.findByAuthUser(authUser)
    if (!person) throw new Error('A session was begun for an account without a person.')
    // The password was right when it was read; by now it may be an old one, or the account disabled.
    if (deps.endings.allSince(mark, person.uri)) await undo(deps, headers)
    await deps.endOldSessions(person)
    attempt.succeeded()
    return reply({ user: asUser(person) } satisfies SignedIn, headers)
  } catch (error) {
    if (isRefusal(error, 'InvalidToken')) attempt.failed()
    else attempt.forgotten()
    throw error
  }
}

async function undo({ library }: Deps, begun: Headers): Promise<never> {
  await library.signOut(new Headers({ authorization: `Bearer ${begun.get('set-auth-token')}` }))
  throw new XccosError('InvalidToken', 'The user name or the password is wrong.')
}

async function signOut(deps: Deps, headers: Headers): Promise<Response> {
  const caller = await deps.findCaller(headers)
  const answer = await deps.library.signOut(headers)
  if (caller) deps.endings.tell({ person: caller.person.uri, sessionId: caller.sessionId })
  return reply({ done: true }, answer.headers)
}

async function signOutEverywhere(deps: Deps, headers: Headers): Promise<Response> {
  const caller = await deps.findCaller(headers)
  if (!caller) throw new XccosError('InvalidToken', 'You are not signed in.')
  await deps.library.endAllSessions(headers)
  deps.endings.tell({ person: caller.person.uri })
  return reply({ done: true }, (await deps.library.signOut(headers)).headers)
}

async function whoAmI(deps: Deps, headers: Headers): Promise<Response> {
  const caller = await deps.findCaller(headers)
  const answer = new Headers()
  for (const cookie of caller?.cookies ?? []) answer.append('set-cookie', cookie)
  return reply({ user: caller ? asUser(caller.person) : null } satisfies SessionState, answer)
}

/** ada, ADA@example.org and sip:ada@example.org are one account, and one count of failures. */
function accountOf(typed: string, domain: string): string {
  const bare = typed.trim().toLowerCase().replace(/^sip:/, '')
  return bare.endsWith(`@${domain}`) ? bare.slice(0, -domain.length - 1) : bare
}

function asUser({ uri, displayName, admin }: PersonRow) {
  return { uri, displayName, admin }
}

async function jsonOf(request: Request): Promise<unknown> {
  try {
    return await request.json()
  } catch {
    throw new XccosError('InvalidArgument', 'The body is not JSON.')
  }
}

/** Of the library's headers only cookies and the bearer token go out. */
function reply(body: unknown, from: Headers): Response {
  const headers = new Headers({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  })
  for (const cookie of from.getSetCookie()) headers.append('set-cookie', cookie)
  const token = from.get('set-auth-token')
  if (token) headers.set('set-auth-token', token)
  return new Response(JSON.stringify(body), { headers })
}

function isRefusal(error: unknown, code: ErrorName): boolean {
  return error instanceof XccosError && error.code === code
}
