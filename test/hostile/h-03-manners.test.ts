// HTTP that is well-formed and still means no good: slow, with other methods and types, for parts of files that are not
// there. The log has nothing to complain of.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createLogger } from '../../server/logger.ts'
import { routes } from '../../server/web/routes/index.ts'
import { openWebFixture, PAGE, type WebFixture } from '../support/web-fixture.ts'
import { within } from '../support/within.ts'
import { HOST, JSON_TYPE, openLine, sendsRaw } from './support/raw-http.ts'
import { expectNamed } from './support/verdict.ts'

const PATIENCE = { headersMs: 400, requestMs: 800, lookEveryMs: 100 }
const logged: string[] = []
let fixture: WebFixture
let port: number

beforeAll(async () => {
  const log = createLogger('warn', { write: (line) => logged.push(line) })
  fixture = await openWebFixture({}, { log, patience: PATIENCE })
  port = fixture.app.port
})
afterEach(async () => {
  expect((await fixture.ask('GET /api/health')).status).toBe(200)
  expect(logged).toEqual([])
})
afterAll(() => fixture.close())

describe('H-03: too slow', () => {
  test('headers that come by drops are hung up on', async () => {
    const line = openLine(port)
    line.socket.write(`GET /api/health HTTP/1.1\r\n${HOST}`)
    const dripping = setInterval(() => line.socket.write('a: b\r\n'), 50)
    await within(line.ended, 'the server to hang up').finally(() => clearInterval(dripping))
    expect(line.answers().map(({ status }) => status)).toEqual([408])
    for (const answer of line.answers()) expectNamed(answer)
  })

  test('a body that comes by drops is hung up on', async () => {
    const line = openLine(port)
    line.socket.write(`POST /api/setup HTTP/1.1\r\n${HOST}${JSON_TYPE}Content-Length: 60000\r\n\r\n{`)
    const dripping = setInterval(() => line.socket.write(' '), 50)
    await within(line.ended, 'the server to hang up').finally(() => clearInterval(dripping))
    expect(line.answers().map(({ status }) => status)).toEqual([408])
  })

  test('fifty lines on which nothing is ever said are hung up on', async () => {
    const lines = Array.from({ length: 50 }, () => openLine(port))
    for (const { socket } of lines) socket.write('GET ')
    await within(Promise.all(lines.map(({ ended }) => ended)), 'the server to hang up')
    for (const line of lines) expect(line.answers().map(({ status }) => status)).toEqual([408])
  })
})

test('H-03: who is slow holds up no server that stops', async () => {
  const patient = await openWebFixture()
  const lines = ['GET ', `POST /api/setup HTTP/1.1\r\n${HOST}${JSON_TYPE}Content-Length: 60000\r\n\r\n{`].map(
    (text) => {
      const line = openLine(patient.app.port)
      line.socket.write(text)
      return line
    },
  )
  expect((await patient.ask('GET /api/health')).status).toBe(200)
  await within(patient.close(), 'the server to stop')
  for (const { ended } of lines) await within(ended, 'the server to hang up')
})

// Java's client and curl --http2 offer it with every request over plain HTTP.
test.each(['h2c', 'TLS/1.0', 'websocket', 'h2c, websocket'])(
  'H-03: who would rather speak %s is answered in HTTP, body and all, and so is the next request',
  async (protocol) => {
    const asks = (path: string, body: string, connection: string) =>
      `POST ${path} HTTP/1.1\r\n${HOST}${JSON_TYPE}Connection: ${connection}\r\nUpgrade: ${protocol}\r\nContent-Length: ${body.length}\r\n\r\n${body}`
    const line = openLine(port)
    line.socket.write(asks('/api/auth/sign-out', '{}', 'Upgrade'))
    await expect.poll(() => line.answers().length).toBe(1)
    line.socket.write(asks('/api/auth/sign-in/username', '{"username":"ada"}', 'Upgrade, close'))
    await within(line.ended, 'the server to hang up')
    const answers = line.answers()
    expect(answers.map(({ status }) => status)).toEqual([200, 400])
    expect(answers[1]?.body).toContain('password')
  },
)

const METHODS = [
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'CONNECT',
  'BREW',
  'get',
  'PURGE',
  'SEARCH',
]

test.each(METHODS)('H-03: the method %s does nothing anywhere', async (method) => {
  for (const path of [
    ...routes.map((route) => route.path),
    '/',
    '/assets/main-3f2a9c.js',
    '/socket.io/',
    '*',
  ]) {
    const request = `${method} ${path} HTTP/1.1\r\n${HOST}${JSON_TYPE}Connection: close\r\nContent-Length: 2\r\n\r\n{}`
    for (const answer of await sendsRaw(port, request)) {
      expect(answer.status, `${method} ${path}`).toBeGreaterThanOrEqual(400)
      expect(answer.status, `${method} ${path}`).toBeLessThan(500)
    }
  }
})

const ODD_TYPES = [
  ...['', ' ', '/', 'json', 'text/json', 'text/plain', 'text/html', 'application/x-www-form-urlencoded'],
  ...['multipart/form-data; boundary=x', 'application/json/x', 'application/jsonp', 'application/ld+json'],
  ...['application/json,text/plain', 'text/plain, application/json', 'text/plain; application/json'],
  ...['application/\tjson', 'application /json', 'application/json\t; charset=utf-7', 'application/json;;;'],
  ...[
    'application/json; charset=utf-16',
    'APPLICATION/JSON; a="b;c"',
    `application/json; ${'x'.repeat(8000)}`,
  ],
]

test.each(ODD_TYPES)('H-03: a body under the type %j is refused, or checked like any other', async (type) => {
  const headers = { 'content-type': type }
  const past = { username: 'ada', password: 'a long enough password', admin: true }
  for (const path of ['/api/auth/sign-in/username', '/api/setup', '/api/devices']) {
    const answer = await fixture.ask(`POST ${path}`, { text: JSON.stringify(past), headers })
    expect([400, 401, 415], `${path} ${answer.text}`).toContain(answer.status)
    expect(answer.headers['set-auth-token']).toBeUndefined()
  }
  const good = { text: JSON.stringify({ username: 'ada', password: past.password }) }
  const control = await fixture.ask('POST /api/auth/sign-in/username', {
    ...good,
    headers: { 'content-type': 'application/json' },
  })
  expect(control.status).toBe(200)
})

test.each([
  ['one byte', 'bytes=0-0'],
  ['the last byte', 'bytes=-1'],
  ['a thousand parts', `bytes=${Array.from({ length: 1000 }, (_, at) => `${at}-${at}`).join(',')}`],
  ['a thousand parts that overlap', `bytes=${Array(1000).fill('0-').join(',')}`],
  ['beyond the end', 'bytes=99999999999-'],
  ['beyond all numbers', `bytes=${'9'.repeat(400)}-${'9'.repeat(401)}`],
  ['backwards', 'bytes=5-1'],
  ['another unit', 'lines=1-2'],
  ['no range', 'bytes=---,x-y'],
])('H-03: a Range of %s gets no more than the file', async (_what, range) => {
  for (const path of ['/', '/assets/main-3f2a9c.js', '/api/health']) {
    const answer = await fixture.ask(`GET ${path}`, { headers: { range, accept: 'text/html' } })
    expect([200, 206, 416], `${path} ${answer.text}`).toContain(answer.status)
    if (path === '/') expect(answer.text.length).toBeLessThanOrEqual(Math.max(PAGE.length, 200))
    if (answer.status === 416) expectNamed({ status: 416, body: answer.text })
  }
})
