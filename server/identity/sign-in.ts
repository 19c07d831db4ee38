// The routes of /api/auth: sign in, sign out, sign out everywhere, another password, and who am I. Everything else that the
// identity library could do is not reachable from outside.

import * as v from 'valibot'
import { XccosError } from '#shared/errors.ts'
import { sentenceOf } from '#shared/sentence.ts'
import { type SessionState, type SignedIn, signInSchema } from '#shared/web/sign-in.ts'
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

export function createAuthRoutes(deps: AuthDeps) {
  const routes: Record<string, (ask: AuthAsk) => Promise<Response>> = {
    'POST /api/auth/sign-in/username': (ask) => signIn(deps, ask),
    'POST /api/auth/sign-out': ({ request }) => signOut(deps, request.headers),
    'POST /api/auth/change-password': (ask) => changePassword(deps, ask),
    'POST /api/auth/revoke-sessions': ({ request }) => signOutEverywhere(deps, request.headers),
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
    attempt.succeeded()
    return reply({ user: asUser(person) } satisfies SignedIn, headers)
  } catch (error) {
    if (isRefusal(error, 'InvalidToken')) attempt.failed()
    else attempt.forgotten()
    throw error
  }
}

async function undo({ library }: AuthDeps, begun: Headers): Promise<never> {
  await library.signOut(new Headers({ authorization: `Bearer ${begun.get('set-auth-token')}` }))
  throw new XccosError('InvalidToken', 'The user name or the password is wrong.')
}

async function signOut(deps: AuthDeps, headers: Headers): Promise<Response> {
  const caller = await deps.findCaller(headers)
  const answer = await deps.library.signOut(headers)
  if (caller) deps.endings.tell({ person: caller.person.uri, sessionId: caller.sessionId })
  return reply({ done: true }, answer.headers)
}

async function signOutEverywhere(deps: AuthDeps, headers: Headers): Promise<Response> {
  const caller = await deps.findCaller(headers)
  if (!caller) throw new XccosError('InvalidToken', 'You are not signed in.')
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
