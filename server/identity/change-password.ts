// A person gives themselves another password. They prove the present one, whose failures count like those of signing in,
// for a browser left open must not become somebody's account. All their other sessions end; this one stays.

import * as v from 'valibot'
import { XccosError } from '#shared/errors.ts'
import { sentenceOf } from '#shared/sentence.ts'
import type { PersonUri } from '#shared/uri.ts'
import { changePasswordSchema } from '#shared/web/sign-in.ts'
import { signedIn } from '../compliance/record.ts'
import {
  type AuthAsk,
  type AuthDeps,
  accountOf,
  isRefusal,
  jsonOf,
  reply,
  TooManyFailures,
} from './auth-http.ts'

export async function changePassword(deps: AuthDeps, { request, address }: AuthAsk): Promise<Response> {
  const parsed = v.safeParse(changePasswordSchema, await jsonOf(request))
  if (!parsed.success) throw new XccosError('InvalidArgument', sentenceOf(parsed.issues[0]))
  const caller = await deps.findCaller(request.headers)
  if (!caller) throw new XccosError('InvalidToken', 'You are not signed in.')
  const { uri } = caller.person
  const { currentPassword, newPassword } = parsed.output
  await prove(deps, { person: uri, address, password: currentPassword, request })
  await deps.people.set(uri, { password: newPassword, keepSession: caller.sessionId, by: uri })
  deps.endings.tell({ person: uri, except: caller.sessionId })
  return reply({ done: true }, new Headers())
}

type Proof = { person: PersonUri; address: string; password: string; request: Request }

async function prove(deps: AuthDeps, { person, address, password, request }: Proof): Promise<void> {
  const account = accountOf(person, deps.domain)
  const attempt = deps.failures.attempt(account, address)
  if (!attempt.allowed) throw new TooManyFailures(attempt.retryAfterMs)
  try {
    await deps.library.requirePassword(request.headers, password)
    attempt.succeeded()
  } catch (error) {
    if (isRefusal(error, 'ErrorPermission')) {
      attempt.failed()
      const told = { act: 'refused', address, user: account, at: deps.clock.now() } as const
      await deps.record(signedIn({ person }, told))
    } else attempt.forgotten()
    throw error
  }
}
