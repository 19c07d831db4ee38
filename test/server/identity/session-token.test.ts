// The short way to a session says who someone is only under the library's own signature.

import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { signedToken } from '../../../server/identity/session-token.ts'

const BY = { cookie: 'backchat.session_token', secret: 'the secret of this server' }
const signature = (token: string, secret = BY.secret) =>
  createHmac('sha256', secret).update(token).digest('base64')
const signed = `token.${signature('token')}`
const encoded = encodeURIComponent(signed)

test.each([
  { authorization: `Bearer ${signed}` },
  { authorization: `bearer ${encoded}` },
  { cookie: `${BY.cookie}=${encoded}` },
  { cookie: `theme=dark; ${BY.cookie}=${encoded}; other=1` },
])('a token that is signed is read from %j', (headers) => {
  expect(signedToken(new Headers(headers), BY)).toBe('token')
})

test.each([
  ['signed by somebody else', { authorization: `Bearer token.${signature('token', 'guess')}` }],
  ['with the signature of another', { authorization: `Bearer other.${signature('token')}` }],
  ['without a signature', { authorization: 'Bearer token' }],
  ['with an empty one', { authorization: 'Bearer token.' }],
  ['of another scheme', { authorization: `Basic ${signed}` }],
  ['in a cookie of another name', { cookie: `not.${BY.cookie}=${encoded}` }],
  ['in one of two cookies', { cookie: `${BY.cookie}=${encoded}; ${BY.cookie}=x` }],
  ['that is not text', { cookie: `${BY.cookie}=%E0%A4%A` }],
  ['in the cookie of a bad bearer', { authorization: 'Bearer x', cookie: `${BY.cookie}=${encoded}` }],
])('a token %s is left to the library', (_, headers) => {
  expect(signedToken(new Headers(headers), BY)).toBeUndefined()
  expect(signedToken(new Headers({ authorization: `Bearer ${signed}` }), BY)).toBe('token')
})
