// What the routes of /api/auth have in common: what they are asked, what they work with, and how they answer.

import { type ErrorName, XccosError } from '#shared/errors.ts'
import type { ComplianceEvent } from '../store/jobs/compliance.ts'
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

export type AuthDeps = {
  library: AuthLibrary
  failures: Failures
  people: People
  domain: string
  findCaller(headers: Headers): Promise<Caller | undefined>
  endings: Endings
  /** Resolves when it is on disk; where it cannot be, what it tells of is not answered. */
  record(event: ComplianceEvent): Promise<void>
  clock: { now(): number }
  /** Takes away what is too old, or too much. */
  endOldSessions(person: PersonRow): Promise<void>
}
export type AuthAsk = { request: Request; address: string }

/** ada, ADA@example.org and sip:ada@example.org are one account, and one count of failures. */
export function accountOf(typed: string, domain: string): string {
  const bare = typed.trim().toLowerCase().replace(/^sip:/, '')
  return bare.endsWith(`@${domain}`) ? bare.slice(0, -domain.length - 1) : bare
}

export async function jsonOf(request: Request): Promise<unknown> {
  try {
    return await request.json()
  } catch {
    throw new XccosError('InvalidArgument', 'The body is not JSON.')
  }
}

/** Of the library's headers only cookies and the bearer token go out. */
export function reply(body: unknown, from: Headers): Response {
  const headers = new Headers({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  })
  for (const cookie of from.getSetCookie()) headers.append('set-cookie', cookie)
  const token = from.get('set-auth-token')
  if (token) headers.set('set-auth-token', token)
  return new Response(JSON.stringify(body), { headers })
}

export function isRefusal(error: unknown, code: ErrorName): boolean {
  return error instanceof XccosError && error.code === code
}
