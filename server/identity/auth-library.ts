// The one importer of the identity library. It keeps sessions and checks passwords; accounts are made by
// administrators only, its own e-mail features and its count-everything rate limit stay off.

import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { bearer, username } from 'better-auth/plugins'
import { XccosError } from '#shared/errors.ts'
import { PASSWORD_MAX_CHARS, USERNAME_CHARS } from '#shared/limits.ts'
import type { Log } from '../logger.ts'
import { StoreFault } from '../store/fault.ts'
import type { Store } from '../store/store.ts'
import type { Passwords } from './passwords.ts'
import { signedToken } from './session-token.ts'

const DAY_S = 24 * 60 * 60
const SESSION_S = 30 * DAY_S
const COOKIE_PREFIX = 'backchat'
const SESSION_COOKIE = `${COOKIE_PREFIX}.session_token`

type Deps = {
  store: Store
  passwords: Passwords
  secret: string
  clock: { now(): number }
  origin: string
  log: Log
  /** Asked once the password was right: a stranger learns nothing about an account. */
  requireEnabled(authUser: string): Promise<void>
}
export type Session = { id: string; authUser: string }
/** `headers` hold the Set-Cookie lines, and the bearer token in set-auth-token. */
type Answer = { headers: Headers }

export type AuthLibrary = {
  signIn(credentials: { username: string; password: string }): Promise<Answer & { authUser: string }>
  session(headers: Headers): Promise<(Answer & Session) | undefined>
  /** Throws ErrorPermission when it is not the password of whoever is signed in. */
  requirePassword(headers: Headers, password: string): Promise<void>
  signOut(headers: Headers): Promise<Answer>
  endAllSessions(headers: Headers): Promise<void>
}

export function openAuthLibrary(deps: Deps): AuthLibrary {
  const { api } = betterAuth(options(deps))

  return {
    async signIn(body) {
      try {
        const { headers, response } = await api.signInUsername({ body, returnHeaders: true })
        return { headers, authUser: response.user.id }
      } catch (error) {
        if (error instanceof APIError && error.statusCode === 401)
          throw new XccosError('InvalidToken', 'The user name or the password is wrong.')
        throw error
      }
    },
    async session(headers) {
      const plain = await plainSession(deps, headers)
      if (plain) return plain
      const answer = await api.getSession({ headers, returnHeaders: true }).catch(throwFaultBehind)
      const found = answer.response
      return found ? { headers: answer.headers, id: found.session.id, authUser: found.user.id } : undefined
    },
    async requirePassword(headers, password) {
      try {
        await api.verifyPassword({ body: { password }, headers })
      } catch (error) {
        if (error instanceof APIError && error.statusCode === 400)
          throw new XccosError('ErrorPermission', 'The present password is not right.')
        throw error
      }
    },
    async signOut(headers) {
      const answer = await api.signOut({ headers, returnHeaders: true })
      return { headers: answer.headers }
    },
    async endAllSessions(headers) {
      await api.revokeSessions({ headers })
    },
  }
}

/** A session that is neither over nor old enough to be prolonged: nothing has to be written for it. */
async function plainSession({ store, secret, clock }: Deps, headers: Headers) {
  const token = signedToken(headers, { cookie: SESSION_COOKIE, secret })
  if (token === undefined) return undefined
  const session = await store.sessionByToken({ token, endsAfter: clock.now() + (SESSION_S - DAY_S) * 1000 })
  return session && { ...session, headers: new Headers() }
}

function options({ store, passwords, secret, origin, log, requireEnabled }: Deps) {
  return {
    appName: 'Backchat',
    baseURL: origin,
    basePath: '/api/auth',
    // Given as a list too, or the library would look for one in the environment.
    secrets: [{ version: 1, value: secret }],
    secret,
    database: { dialect: store.authDialect, type: store.authDatabase, transaction: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 1,
      maxPasswordLength: PASSWORD_MAX_CHARS,
      password: {
        hash: passwords.hash,
        verify: (given: { hash: string; password: string }) => passwords.matches(given.hash, given.password),
      },
    },
    session: { expiresIn: SESSION_S, updateAge: DAY_S, cookieCache: { enabled: false } },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      // The web part adds Secure where the request came by https, which this library cannot know behind a proxy.
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' as const, path: '/' },
      ipAddress: { disableIpTracking: true },
    },
    databaseHooks: {
      session: { create: { before: async ({ userId }: { userId: string }) => requireEnabled(userId) } },
    },
    plugins: [
      // Any text may be tried: what was never a user name costs the same as one that is unknown.
      username({
        minUsernameLength: 1,
        maxUsernameLength: 5 * USERNAME_CHARS,
        usernameValidator: () => true,
      }),
      bearer({ requireSignature: true }),
    ],
    logger: { level: 'warn' as const, log: (level: string, message: string) => note(log, level, message) },
  }
}

/** The library makes an error of its own of whatever happens while it looks for a session. */
function throwFaultBehind(error: unknown): never {
  throw error instanceof APIError && error.cause instanceof StoreFault ? error.cause : error
}

/** Its warnings are about wrong passwords, which are counted elsewhere; its details may hold secrets. */
function note(log: Log, level: string, message: string): void {
  if (level === 'error') log.error(message)
  else log.debug(message)
}
