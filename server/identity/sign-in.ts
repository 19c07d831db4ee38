// The routes of /api/auth: sign in, sign out, sign out everywhere, another password, and who am I. Everything else that the
// identity library could do is not reachable from outside.

import * as v from 'valibot'
import { XccosError } from '#shared/errors.ts'
import { POOL_USERNAME } from '#shared/post.ts'
import { sentenceOf } from '#shared/sentence.ts'
import { personUri } from '#shared/uri.ts'
import { type SessionState, type SignedIn, signInSchema } from '#shared/web/sign-in.ts'
import { type SignInAct, signedIn } from '../compliance/record.ts'
import type { PersonRow } from '../store/jobs/people.ts'
import {
  type AuthAsk,
  type AuthDeps,
  accountOf,
  isRefusal,
  jsonOf,
  reply,
  TooManyFailures,
} from './auth-http.ts'
import { changePassword } from './change-password.ts'
import type { Caller } from './identity.ts'

export function createAuthRoutes(deps: AuthDeps) {
  const routes: Record<string, (ask: AuthAsk) => Promise<Response>> = {
    'POST /api/auth/sign-in/username': (ask) => signIn(deps, ask),
    'POST /api/auth/sign-out': (ask) => signOut(deps, ask),
    'POST /api/auth/change-password': (ask) => changePassword(deps, ask),
    'POST /api/auth/revoke-sessions': (ask) => signOutEverywhere(deps, ask),
    'GET /api/auth/get-session': ({ request }) => whoAmI(deps, request.headers),
  }

  return async function answer(request: Request, address: string): Promise<Response> {
    const route = routes[`${request.method} ${new URL(request.url).pathname}`]
    if (!route) throw new XccosError('NoSuchNode', 'There is nothing at this address.')
    return route({ request, address })
  }
}

async function signIn(deps: AuthDeps, { request, address }: AuthAsk): Promise<Response> {
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
    const event = signedIn({ person: person.uri }, { act: 'in', address, at: deps.clock.now() })
    // What cannot be recorded is not done.
    await deps.record(event).catch(async (error: unknown) => {
      await end(deps, headers)
      throw error
    })
    attempt.succeeded()
    return reply({ user: asUser(person) } satisfies SignedIn, headers)
  } catch (error) {
    if (isRefusal(error, 'InvalidToken')) {
      attempt.failed()
      await recordRefusal(deps, username, address)
    } else attempt.forgotten()
    throw error
  }
}

async function undo(deps: AuthDeps, begun: Headers): Promise<never> {
  await end(deps, begun)
  throw new XccosError('InvalidToken', 'The user name or the password is wrong.')
}

async function end({ library }: AuthDeps, begun: Headers): Promise<void> {
  await library.signOut(new Headers({ authorization: `Bearer ${begun.get('set-auth-token')}` }))
}

/** By the person whose name was typed; by the pool, with what was typed, where there is none. */
async function recordRefusal({ people, record, domain, clock }: AuthDeps, user: string, address: string) {
  const known = await people.find(personUri(user, domain))
  const person = known?.uri ?? personUri(POOL_USERNAME, domain)
  await record(signedIn({ person }, { act: 'refused', address, user, at: clock.now() }))
}

async function recordLeaving(
  { record, clock }: AuthDeps,
  act: SignInAct,
  { person }: Caller,
  address: string,
) {
  await record(signedIn({ person: person.uri }, { act, address, at: clock.now() }))
}

async function signOut(deps: AuthDeps, { request: { headers }, address }: AuthAsk): Promise<Response> {
  const caller = await deps.findCaller(headers)
  if (caller) await recordLeaving(deps, 'out', caller, address)
  const answer = await deps.library.signOut(headers)
  if (caller) deps.endings.tell({ person: caller.person.uri, sessionId: caller.sessionId })
  return reply({ done: true }, answer.headers)
}

async function signOutEverywhere(
  deps: AuthDeps,
  { request: { headers }, address }: AuthAsk,
): Promise<Response> {
  const caller = await deps.findCaller(headers)
  if (!caller) throw new XccosError('InvalidToken', 'You are not signed in.')
  await recordLeaving(deps, 'out everywhere', caller, address)
  await deps.library.endAllSessions(headers)
  deps.endings.tell({ person: caller.person.uri })
  return reply({ done: true }, (await deps.library.signOut(headers)).headers)
}

async function whoAmI(deps: AuthDeps, headers: Headers): Promise<Response> {
  const caller = await deps.findCaller(headers)
  const answer = new Headers()
  for (const cookie of caller?.cookies ?? []) answer.append('set-cookie', cookie)
  return reply({ user: caller ? asUser(caller.person) : null } satisfies SessionState, answer)
}

function asUser({ uri, displayName, admin }: PersonRow) {
  return { uri, displayName, admin }
}
