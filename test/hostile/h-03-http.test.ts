// HTTP as no browser speaks it. Each is refused by a name of the table or answered as it should be, and the next request
// is served; the log has nothing to complain of.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createLogger } from '../../server/logger.ts'
import { openWebFixture, type WebFixture } from '../support/web-fixture.ts'
import { HOST, JSON_TYPE, sendsRaw } from './support/raw-http.ts'
import { RawSocket } from './support/raw-socket.ts'
import { expectNamed } from './support/verdict.ts'

const MIB = 1024 * 1024
const logged: string[] = []
let fixture: WebFixture
let port: number

beforeAll(async () => {
  const log = createLogger('warn', { write: (line) => logged.push(line) })
  fixture = await openWebFixture({}, { log })
  port = fixture.app.port
})
afterEach(async () => {
  expect((await fixture.ask('GET /api/health')).status).toBe(200)
  expect(logged).toEqual([])
})
afterAll(() => fixture.close())

const NEXT = `GET /api/health HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`

test('H-03: the control: two requests on one line are two answers', async () => {
  const good = `POST /api/auth/sign-out HTTP/1.1\r\n${HOST}${JSON_TYPE}Content-Length: 2\r\n\r\n{}`
  expect((await sendsRaw(port, good, NEXT)).map(({ status }) => status)).toEqual([200, 200])
})

describe('H-03: a request that two readers would cut differently is refused, and what follows it never read', () => {
  const post = (headers: string, body: string) =>
    `POST /api/auth/sign-out HTTP/1.1\r\n${HOST}${JSON_TYPE}${headers}\r\n${body}`
  test.each([
    ['a length and chunks', post('Content-Length: 4\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n')],
    ['chunks and a length', post('Transfer-Encoding: chunked\r\nContent-Length: 4\r\n', '0\r\n\r\n')],
    ['two lengths', post('Content-Length: 2\r\nContent-Length: 20\r\n', '{}')],
    ['two lengths in one', post('Content-Length: 2, 20\r\n', '{}')],
    ['a length with a sign', post('Content-Length: +2\r\n', '{}')],
    ['a length below zero', post('Content-Length: -2\r\n', '{}')],
    ['a length in hexadecimal', post('Content-Length: 0x2\r\n', '{}')],
    ['a length beyond all numbers', post('Content-Length: 99999999999999999999999\r\n', '{}')],
    ['an unknown encoding', post('Transfer-Encoding: xchunked\r\n', '{}')],
    ['chunks that are not last', post('Transfer-Encoding: chunked, identity\r\n', '0\r\n\r\n')],
    [
      'chunks twice',
      post('Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n', '0\r\n\r\n'),
    ],
    ['a space before the colon', post('Transfer-Encoding : chunked\r\n', '0\r\n\r\n')],
    ['a folded header', post('Transfer-Encoding:\r\n chunked\r\nContent-Length: 4\r\n', '0\r\n\r\n')],
    ['a chunk without a size', post('Transfer-Encoding: chunked\r\n', 'x\r\n{}\r\n0\r\n\r\n')],
    [
      'a chunk larger than all numbers',
      post('Transfer-Encoding: chunked\r\n', 'ffffffffffffffffff\r\n{}\r\n'),
    ],
    ['a chunk that goes on too long', post('Transfer-Encoding: chunked\r\n', '2\r\n{}xx\r\n0\r\n\r\n')],
    [
      'a chunk with a book about it',
      post('Transfer-Encoding: chunked\r\n', `2;${'x'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`),
    ],
    ['a carriage return alone', post('X: a\rContent-Length: 2\r\n', '{}')],
    ['a NUL', post('X: a\0b\r\n', '{}')],
    ['a header without a name', post(': x\r\n', '{}')],
    ['a header of two lines', post('X\r\nY: z\r\n', '{}')],
    ['no Host', `GET /api/health HTTP/1.1\r\n\r\n`],
    ['no version', `GET /api/health\r\n\r\n`],
    ['a version that is none', `GET /api/health HTTP/9.9\r\n${HOST}\r\n`],
    ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n\r\n'],
    ['a TLS greeting', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ])('%s', async (_what, request) => {
    const answers = await sendsRaw(port, Buffer.from(request, 'latin1'), NEXT)
    expect(answers.map(({ status }) => status).filter((status) => status < 400)).toEqual([])
    expect(answers.length).toBeLessThanOrEqual(1)
    // Node itself answers a request without a Host, and says nothing more.
    for (const answer of answers) if (!answer.body.startsWith('0')) expectNamed(answer)
  })
})

describe('H-03: too much', () => {
  test.each<[string, string, number]>([
    ['an address of 1 MB', `GET /${'a'.repeat(MIB)} HTTP/1.1\r\n${HOST}\r\n`, 431],
    ['a query of 1 MB', `GET /api/health?${'a'.repeat(MIB)} HTTP/1.1\r\n${HOST}\r\n`, 431],
    ['a header of 1 MB', `GET /api/health HTTP/1.1\r\n${HOST}X: ${'a'.repeat(MIB)}\r\n\r\n`, 431],
    [
      'a cookie of 20 kB',
      `GET /api/provisioning HTTP/1.1\r\n${HOST}Cookie: a=${'b'.repeat(20_000)}\r\n\r\n`,
      431,
    ],
    ['20,000 headers', `GET /api/health HTTP/1.1\r\n${HOST}${'a: b\r\n'.repeat(20_000)}\r\n`, 431],
    [
      'a body that says it has 10 GB',
      `POST /api/devices HTTP/1.1\r\n${HOST}${JSON_TYPE}Content-Length: 10000000000\r\nConnection: close\r\n\r\n{`,
      413,
    ],
  ])('%s is refused', async (_what, request, status) => {
    const answers = await sendsRaw(port, request)
    expect(answers.map((answer) => answer.status)).toEqual([status])
    for (const answer of answers) expectNamed(answer)
  })

  test('2,000 headers are read or refused, in a request and in an upgrade', async () => {
    const many = 'a: b\r\n'.repeat(2_000)
    const answers = await sendsRaw(
      port,
      `GET /api/health HTTP/1.1\r\nConnection: close\r\n${HOST}${many}\r\n`,
    )
    // The headers alone are 12 kB; how many more the parser counts for each is its own affair.
    for (const { status } of answers) expect([200, 431]).toContain(status)
    const headers = Object.fromEntries(Array.from({ length: 2_000 }, (_, each) => [`a${each}`, 'b']))
    const socket = new RawSocket(port, headers)
    expect([101, 431]).toContain(await socket.status)
    socket.leaves()
  })

  test.each<[string, string]>([
    ['60,000 brackets', `${'['.repeat(30_000)}${']'.repeat(30_000)}`],
    ['10,000 objects inside one another', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['brackets that never close', '['.repeat(60_000)],
    ['a prototype deep down', `${'{"a":'.repeat(5_000)}{"__proto__":1}${'}'.repeat(5_000)}`],
    ['10,000 equal names', `{${'"a":1,'.repeat(9_000)}"a":1}`],
    ['a number of 60,000 digits', `{"username":${'9'.repeat(60_000)},"password":"x"}`],
  ])('a body of %s is refused', async (_what, text) => {
    const headers = { 'content-type': 'application/json' }
    for (const path of ['/api/auth/sign-in/username', '/api/setup']) {
      const answer = await fixture.ask(`POST ${path}`, { text, headers })
      expect(answer.json()).toMatchObject({ error: { code: 'InvalidArgument' } })
    }
  })

  test.each(['100,000 brackets', '10 MB of text'])('a body of %s is too large', async (what) => {
    const text = what.startsWith('10 ')
      ? JSON.stringify({ username: 'x'.repeat(10 * MIB) })
      : '['.repeat(100_000)
    const head = `POST /api/setup HTTP/1.1\r\n${HOST}${JSON_TYPE}Connection: close\r\nContent-Length: ${text.length}\r\n\r\n`
    const answers = await sendsRaw(port, head, text)
    // Whoever goes on sending after the refusal may lose it with the connection.
    for (const answer of answers) expect(answer.status).toBe(413)
  })
})
