// Coming and going: sign in, the first administrator's set-up, sign out.
// Refusals have a `code`: WrongCredentials, TooManyRequests, Offline, or what the server said.

import { XccosError } from '#shared/errors.ts'
import type { Setup } from '#shared/web/setup.ts'

function notYet(): Promise<never> {
  return Promise.reject(new XccosError('MsgNotSupported', 'This is not built yet.'))
}

export function signIn(_username: string, _password: string): Promise<void> {
  return notYet()
}

export function setUp(_setup: Setup): Promise<void> {
  return notYet()
}

export function signOut(_how: { everywhere?: boolean } = {}): Promise<void> {
  return notYet()
}

/** Posts that would be lost by signing out now. */
export function countUnsent(): Promise<number> {
  return notYet()
}
