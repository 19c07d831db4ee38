// The webhook against real receivers: what they get, and what becomes of a run when they fail in each of the ways there are.

import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as v from 'valibot'
import { afterEach, expect, test } from 'vitest'
import {
  createWebhookAdapter,
  PART_BYTES,
  webhookOptionsSchema,
} from '../../../server/compliance/adapters/webhook.ts'
import type { ArchivedEvent } from '../../../server/compliance/archived.ts'
import { archived, CAST } from '../../support/archive-cast.ts'
import { runOver, written } from '../../support/archive-run.ts'

type Part = { headers: IncomingMessage['headers']; body: string }
type Answer = (response: ServerResponse, part: Part) => void

const SECRET = 'a secret of both ends'
const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** Listens, keeps every part that comes, and answers the first as told, and all others with 200. */
async function receiver(answers: Answer[] = []): Promise<{ url: string; parts: Part[] }> {
  const parts: Part[] = []
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const part = { headers: request.headers, body: Buffer.concat(pieces).toString() }
      parts.push(part)
      const answer = answers.shift() ?? ((ok) => ok.end('thank you'))
      answer(response, part)
    })
  })
  servers.push(server)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/archive`, parts }
}

function webhook(url: string, options: { timeout?: string } = {}) {
  return createWebhookAdapter(v.parse(webhookOptionsSchema, { url, secret: SECRET, ...options }))
}

function eventsIn(parts: Part[]): ArchivedEvent[] {
  return parts.flatMap(({ body }) => body.trimEnd().split('\n')).map((line) => JSON.parse(line))
}

function large(number: number, bytes: number): ArchivedEvent {
  return archived(number, 'admin', { who: 'ada', room: null, body: { act: 'x'.repeat(bytes) } })
}

test('a run comes as JSON Lines, each part with its key and a signature that the secret proves', async () => {
  const { url, parts } = await receiver()

  const files = await written(webhook(url), runOver(CAST))

  expect(files.size).toBe(0)
  expect(parts).toHaveLength(1)
  expect(eventsIn(parts)).toEqual(CAST)
  const [{ headers, body }] = parts as [Part]
  expect(headers).toMatchObject({
    'content-type': 'application/x-ndjson',
    'idempotency-key': '0000000042-1',
    'x-backchat-events': `1-${CAST.length}`,
  })
  const proof = createHmac('sha256', SECRET).update(`${headers['idempotency-key']}\n${body}`).digest('hex')
  expect(headers['x-backchat-signature']).toBe(`sha256=${proof}`)
})

test('parts are bounded, an event that is larger goes alone, and the same run is cut the same', async () => {
  const events = [large(1, 400_000), large(2, 400_000), large(3, 400_000), large(4, 1_100_000), large(5, 10)]
  const { url, parts } = await receiver()

  await written(webhook(url), runOver(events))
  const once = parts.splice(0)
  await written(webhook(url), runOver(events))

  expect(once.map(({ headers }) => headers['x-backchat-events'])).toEqual(['1-2', '3-3', '4-4', '5-5'])
  expect(eventsIn(once)).toEqual(events)
  for (const { body } of once.filter((_, at) => at !== 2))
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(PART_BYTES)
  expect(parts.map(({ body, headers }) => [headers['idempotency-key'], body])).toEqual(
    once.map(({ body, headers }) => [headers['idempotency-key'], body]),
  )
})

test.each<[string, Answer, RegExp]>([
  [
    'an error, of whose words 200 characters are told',
    (response) => response.writeHead(500).end(`out\r\nof order ${'é'.repeat(5_000)}`),
    /^The receiver answered 500: out of order é{187}$/,
  ],
  [
    'an error that breaks off',
    (response) => {
      response.writeHead(503, { 'Content-Length': '100' }).write('half')
      response.socket?.end()
    },
    /^The receiver answered 503/,
  ],
  [
    'a redirect',
    (response) => response.writeHead(307, { Location: '/elsewhere' }).end(),
    /^The receiver answered 307\.$/,
  ],
  ['nothing but an end', (response) => response.socket?.destroy(), /^The receiver broke off/],
  ['half a status line', (response) => response.socket?.end('HTTP/1.1 2'), /^The receiver broke off/],
  ['what is no HTTP', (response) => response.socket?.end('SSH-2.0-x\r\n\r\n'), /^The receiver broke off/],
  [
    'half an answer',
    (response) => {
      response.writeHead(200, { 'Content-Length': '100' }).write('half')
      response.socket?.end()
    },
    /^The receiver broke off/,
  ],
  ['silence', () => undefined, /^The receiver did not answer within 1 s\.$/],
])('fails at %s, and succeeds when the run comes again', async (name, answer, message) => {
  const { url, parts } = await receiver([answer])
  const impatient = name === 'silence' ? { timeout: '1' } : {}

  await expect(written(webhook(url, impatient), runOver(CAST))).rejects.toThrow(message)
  expect(parts).toHaveLength(1)

  await written(webhook(url), runOver(CAST))
  expect(parts).toHaveLength(2)
  expect(parts[1]?.body).toBe(parts[0]?.body)
})

test('a run that fails in the middle posts nothing further, and comes again whole', async () => {
  const events = [large(1, 600_000), large(2, 600_000), large(3, 600_000)]
  const { url, parts } = await receiver([(ok) => ok.end(), (fails) => fails.writeHead(500).end()])

  await expect(written(webhook(url), runOver(events))).rejects.toThrow('The receiver answered 500.')
  expect(eventsIn(parts.splice(0)).map(({ number }) => number)).toEqual([1, 2])

  await written(webhook(url), runOver(events))
  expect(eventsIn(parts)).toEqual(events)
})

test('ends with the reason of whoever stops the run', async () => {
  const stop = new AbortController()
  const { url } = await receiver([() => stop.abort(new Error('The server stops.'))])

  await expect(written(webhook(url), runOver(CAST), stop.signal)).rejects.toThrow('The server stops.')
})

test('an endless answer is not listened to for ever', async () => {
  const endless: Answer = (response) => {
    const more = () => {
      while (response.writable && response.write('x'.repeat(10_000)));
      response.once('drain', more)
    }
    more()
  }
  const { url, parts } = await receiver([endless])

  await written(webhook(url), runOver(CAST))
  expect(parts).toHaveLength(1)
})

test('refuses a receiver that is none and a secret that is too short', () => {
  const good = { url: 'https://archive.example.com/in?x=1', secret: SECRET }
  expect(v.is(webhookOptionsSchema, good)).toBe(true)
  for (const wrong of [
    { url: 'ftp://archive.example.com/' },
    { url: 'file:///etc/passwd' },
    { url: 'https://name:word@archive.example.com/' },
    { url: 'archive' },
    { url: undefined },
    { secret: 'short' },
    { timeout: '0' },
    { colour: 'red' },
  ])
    expect(v.is(webhookOptionsSchema, { ...good, ...wrong }), JSON.stringify(wrong)).toBe(false)
})
