// Sign in and out. What happens is decided by identity; here only HTTP's request and answer change hands.

import {
  changePasswordSchema,
  doneSchema,
  sessionSchema,
  signedInSchema,
  signInSchema,
} from '#shared/web/sign-in.ts'
import { type Ask, headersOf, openRoute } from '../route.ts'

const ANY_ORIGIN = 'http://localhost'

export const authRoutes = [
  openRoute({
    method: 'POST',
    path: '/api/auth/sign-in/username',
    summary: 'Sign in with a user name and a password',
    details:
      'Sets the session cookie (HttpOnly, SameSite=Lax, 30 days, prolonged by use). Programs take the bearer token ' +
      'from the header set-auth-token and send it as "Authorization: Bearer …". The name may be a user name or the ' +
      'whole address. Failures are counted: after 5 for an account from one address, 20 from an address, or 100 for an ' +
      'account from addresses that are new to it, within 15 minutes, further attempts get TooManyRequests with ' +
      'Retry-After in seconds. Right passwords are not counted.',
    body: signInSchema,
    reply: { status: 200, schema: signedInSchema },
    errors: ['InvalidArgument', 'InvalidToken', 'ErrorPermission', 'TooManyRequests'],
    run: hand,
  }),
  openRoute({
    method: 'POST',
    path: '/api/auth/sign-out',
    summary: 'End this session',
    details: 'Ends the session of the cookie or token, and its socket connections. Body: {}.',
    reply: { status: 200, schema: doneSchema },
    errors: [],
    run: hand,
  }),
  openRoute({
    method: 'POST',
    path: '/api/auth/change-password',
    summary: 'Take another password',
    details:
      'Ends every other session of the caller, with its socket connections; this one stays. The present password has to ' +
      'be right, or the answer is ErrorPermission; failures are counted like those of signing in.',
    body: changePasswordSchema,
    reply: { status: 200, schema: doneSchema },
    errors: ['InvalidArgument', 'InvalidToken', 'ErrorPermission', 'TooManyRequests'],
    run: hand,
  }),
  openRoute({
    method: 'POST',
    path: '/api/auth/revoke-sessions',
    summary: 'Sign out everywhere',
    details: 'Ends every session of the caller, this one too, and all their socket connections. Body: {}.',
    reply: { status: 200, schema: doneSchema },
    errors: ['InvalidToken'],
    run: hand,
  }),
  openRoute({
    method: 'GET',
    path: '/api/auth/get-session',
    summary: 'Who is signed in',
    details: '"user" is null for nobody.',
    reply: { status: 200, schema: sessionSchema },
    errors: [],
    run: hand,
  }),
]

async function hand({ body, request, reply, services }: Ask<unknown>): Promise<unknown> {
  // Only the path counts; the Host that a stranger wrote may be no address at all.
  const url = new URL(request.url, ANY_ORIGIN)
  const asked = new Request(url, {
    method: request.method,
    headers: headersOf(request),
    ...(request.method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
  })
  const answer = await services.identity.handleAuth(asked, request.ip)
  for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
  const token = answer.headers.get('set-auth-token')
  if (token) reply.header('set-auth-token', token)
  return answer.json()
}
