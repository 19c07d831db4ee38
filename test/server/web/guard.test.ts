// What every answer carries, and what is turned away before any route sees it.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLogger } from '../../../server/logger.ts'
import { openWebFixture, PASSWORD, type WebFixture } from '../../support/web-fixture.ts'

const SIGN_IN = 'POST /api/auth/sign-in/username'
const credentials = { username: 'ada', password: PASSWORD }

let fixture: WebFixture
let own: string
const logged: string[] = []

beforeAll(async () => {
  fixture = await openWebFixture({}, { log: createLogger('info', { write: (line) => logged.push(line) }) })
  own = `127.0.0.1:${fixture.app.port}`
})
afterAll(() => fixture.close())

describe('every answer', () => {
  test.each([
    'GET /',
    'GET /rooms/x',
    'GET /assets/main-3f2a9c.js',
    'GET /api/health',
    'GET /api/docs',
    'GET /api/nothing',
    'GET /api/provisioning',
    'GET /metrics',
    'POST /api/devices',
  ])('of %s keeps pages from loading, framing and guessing', async (route) => {
    const { headers } = await fixture.ask(route, { headers: { accept: 'text/html' } })
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    })
    expect(headers['strict-transport-security']).toBeUndefined()
    expect(headers['x-powered-by']).toBeUndefined()
  })
})

describe('a request that changes something', () => {
  test('may come from our own page, or from a program without an Origin', async () => {
    for (const headers of [{}, { origin: `http://${own}` }])
      expect((await fixture.ask(SIGN_IN, { body: credentials, headers })).status).toBe(200)
  })

  test.each(['https://evil.example', 'null', 'http://127.0.0.1:1', 'http://127.0.0.1.evil.example', ''])(
    'may not come from %j',
    async (origin) => {
      const answer = await fixture.ask(SIGN_IN, { body: credentials, headers: { origin } })
      expect(answer.status).toBe(403)
      expect(answer.json()).toMatchObject({ error: { code: 'ErrorPermission' } })
      expect(answer.headers['set-cookie']).toBeUndefined()
    },
  )

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/json',
    'application/jsonx',
    '',
  ])('must be JSON, not %j', async (type) => {
    const headers = { 'content-type': type }
    const answer = await fixture.ask(SIGN_IN, { text: JSON.stringify(credentials), headers })
    expect(answer.status).toBe(415)
    expect(answer.json()).toMatchObject({ error: { code: 'InvalidArgument' } })
  })

  test('may say its charset', async () => {
    const headers = { 'content-type': 'Application/JSON; charset=utf-8' }
    expect((await fixture.ask(SIGN_IN, { text: JSON.stringify(credentials), headers })).status).toBe(200)
  })
})

describe('a refusal', () => {
  test.each([
    ['no JSON', '{"username":"ada","pass', 400, 'InvalidArgument'],
    ['an empty body', '', 400, 'InvalidArgument'],
    ['a wrong type', '{"username":"ada","password":7}', 400, 'InvalidArgument'],
    ['an unknown field', '{"username":"ada","password":"x","admin":true}', 400, 'InvalidArgument'],
    ['a prototype', '{"__proto__":{"admin":true},"username":"ada","password":"x"}', 400, 'InvalidArgument'],
    ['a body over 64 KiB', JSON.stringify({ username: 'x'.repeat(70_000) }), 413, 'LimitExceeded'],
    ['a wrong password', '{"username":"ada","password":"wrong"}', 401, 'InvalidToken'],
  ])('of %s has a code and a sentence', async (_what, text, status, code) => {
    const answer = await fixture.ask(SIGN_IN, { text, headers: { 'content-type': 'application/json' } })
    expect(answer.status).toBe(status)
    expect(answer.json()).toEqual({ error: { code, message: expect.stringMatching(/\w.*\.$/) } })
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  test('of a flood says when to come again', async () => {
    const body = { username: 'nobody', password: 'wrong' }
    const statuses: number[] = []
    for (let each = 0; each < 6; each += 1) statuses.push((await fixture.ask(SIGN_IN, { body })).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
    const answer = await fixture.ask(SIGN_IN, { body })
    expect(answer.json()).toMatchObject({ error: { code: 'TooManyRequests' } })
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(800)
  })

  test('of something that broke tells nothing, and the log tells all', async () => {
    const { identity } = fixture.app
    const { state } = identity.setup
    identity.setup.state = () => Promise.reject(new Error('the disk said something private'))
    const answer = await fixture.ask('GET /api/setup')
    identity.setup.state = state
    expect(answer.status).toBe(500)
    expect(answer.json()).toEqual({
      error: { code: 'ServerError', message: 'Something went wrong on the server.' },
    })
    expect(logged.filter((line) => line.includes('something private'))).toHaveLength(1)
    expect((await fixture.ask('GET /api/setup')).status).toBe(200)
  })

  test.each(['GET /api/nothing', 'POST /api/health', 'POST /api/nothing', 'GET /api/auth/ok', 'GET /api'])(
    'of %s is NoSuchNode',
    async (route) => {
      const body = route.startsWith('GET') ? {} : { body: {} }
      const answer = await fixture.ask(route, { ...body, headers: { accept: 'text/html' } })
      expect(answer.status).toBe(404)
      expect(answer.json()).toMatchObject({ error: { code: 'NoSuchNode' } })
    },
  )
})

test.each(['[', 'a b', ''])('a Host of %j is nobody’s fault but the sender’s', async (host) => {
  const before = logged.length
  const wrong = await fixture.ask(SIGN_IN, {
    body: { username: 'who', password: 'wrong' },
    headers: { host },
  })
  expect(wrong.status).toBe(401)
  const right = await fixture.ask(SIGN_IN, { body: credentials, headers: { host } })
  expect(right.status).toBe(200)
  expect(logged.slice(before).filter((line) => line.includes('"error"'))).toEqual([])
})

test('the log never holds a password or a token', async () => {
  const token = await fixture.signIn()
  await fixture.ask('GET /api/provisioning', { headers: { authorization: token } })
  const all = logged.join('')
  expect(all).not.toContain(PASSWORD)
  expect(all).not.toContain(token.slice('Bearer '.length))
  expect(logged.length).toBeGreaterThan(0)
})
