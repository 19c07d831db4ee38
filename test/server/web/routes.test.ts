// The routes of a person's way in: session, device, provisioning, set-up, and what operators ask.

import { generateKeyPairSync } from 'node:crypto'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ERROR_CODES } from '#shared/errors.ts'
import { healthSchema } from '#shared/web/health.ts'
import { provisioningSchema } from '#shared/web/provisioning.ts'
import { openWebFixture, PASSWORD, type WebFixture } from '../../support/web-fixture.ts'

const SIGN_IN = 'POST /api/auth/sign-in/username'

let fixture: WebFixture
let session: { authorization: string }

beforeAll(async () => {
  fixture = await openWebFixture()
  session = { authorization: await fixture.signIn() }
})
afterAll(() => fixture.close())

function newKey(): string {
  return generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? ''
}

describe('a session over HTTP', () => {
  test('is a cookie for browsers, and ends with sign-out', async () => {
    const signedIn = await fixture.ask(SIGN_IN, { body: { username: 'ada', password: PASSWORD } })
    const [line = ''] = signedIn.headers['set-cookie'] ?? []
    expect(line).toMatch(/^backchat\.session_token=.+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/)
    const cookie = { cookie: line.split(';')[0] ?? '' }
    const who = () => fixture.ask('GET /api/auth/get-session', { headers: cookie })
    expect((await who()).json()).toEqual({
      user: { uri: 'sip:ada@localhost', displayName: 'Ada', admin: true },
    })
    expect((await fixture.ask('POST /api/auth/sign-out', { body: {}, headers: cookie })).status).toBe(200)
    expect((await who()).json()).toEqual({ user: null })
  })

  test.each(['GET /api/provisioning', 'POST /api/devices'])('is needed for %s', async (route) => {
    const body = { publicKey: newKey(), name: 'a browser' }
    const options = route.startsWith('POST') ? { body } : {}
    const answer = await fixture.ask(route, options)
    expect(answer.status).toBe(401)
    expect(answer.json()).toMatchObject({ error: { code: 'InvalidToken' } })
    expect((await fixture.ask(route, { ...options, headers: session })).status).toBe(200)
  })
})

describe('POST /api/devices', () => {
  test('enrols a key once', async () => {
    const body = { publicKey: newKey(), name: 'a browser' }
    const first = await fixture.ask('POST /api/devices', { body, headers: session })
    const again = await fixture.ask('POST /api/devices', { body, headers: session })
    expect(first.status).toBe(200)
    expect(again.json()).toEqual(first.json())
  })

  test.each([
    { publicKey: 'short', name: 'x' },
    { publicKey: 'A'.repeat(43), name: '' },
    { publicKey: 'A'.repeat(43), name: 'a\0b' },
    { publicKey: 'A'.repeat(43), name: 'x', id: '1' },
    { name: 'x' },
  ])('refuses %j', async (body) => {
    const answer = await fixture.ask('POST /api/devices', { body, headers: session })
    expect(answer.status).toBe(400)
    expect(answer.json()).toMatchObject({ error: { code: 'InvalidArgument' } })
  })
})

describe('GET /api/provisioning', () => {
  test('names the pool by the address one came by, and issues a ticket that admits', async () => {
    const answer = await fixture.ask('GET /api/provisioning', {
      headers: { ...session, host: 'chat.example:99' },
    })
    const document = v.parse(provisioningSchema, answer.json())
    expect(document).toMatchObject({
      EnablePersistentChat: true,
      DefaultPersistentChatPoolUri: 'http://chat.example:99',
      PersistentChatPoolUris: ['http://chat.example:99'],
      domain: 'localhost',
      user: { uri: 'sip:ada@localhost', displayName: 'Ada', admin: true },
    })
    const body = { publicKey: newKey(), name: 'a browser' }
    const { deviceId } = (await fixture.ask('POST /api/devices', { body, headers: session })).json<{
      deviceId: string
    }>()
    const admitted = await fixture.app.identity.admit({ ticket: String(document.ticket), deviceId })
    expect(admitted.person.uri).toBe('sip:ada@localhost')
  })

  test('without the policy hides the feature and issues no ticket', async () => {
    const turn = (enablePersistentChat: boolean) =>
      fixture.app.admin.run({ act: 'policy.set', args: { enablePersistentChat } })
    const ask = async () => (await fixture.ask('GET /api/provisioning', { headers: session })).json()
    await turn(false)
    expect(await ask()).toMatchObject({ EnablePersistentChat: false, ticket: null })
    await turn(true)
    expect(await ask()).toMatchObject({ EnablePersistentChat: true, ticket: expect.any(String) })
  })
})

describe('operators', () => {
  test('ask for health', async () => {
    const answer = await fixture.ask('GET /api/health')
    expect(answer.status).toBe(200)
    expect(v.parse(healthSchema, answer.json())).toMatchObject({
      status: 'ok',
      connections: 0,
      compliance: 'off',
    })
  })

  test('see a node that drains as one that cannot serve, until it is gone', async () => {
    const draining = await openWebFixture()
    const { channel } = draining.app
    const { settled } = channel
    const held = Promise.withResolvers<void>()
    channel.settled = () => held.promise
    const stopped = draining.app.stop('a test')
    const answer = await draining.ask('GET /api/health')
    expect(answer.status).toBe(503)
    expect(answer.json()).toMatchObject({ status: 'draining' })
    channel.settled = settled
    held.resolve()
    await stopped
    await expect(draining.ask('GET /api/health')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await draining.close()
  })

  test('ask for metrics', async () => {
    const { text, headers } = await fixture.ask('GET /metrics')
    expect(headers['content-type']).toMatch(/^text\/plain/)
    for (const name of ['backchat_connections', 'backchat_posts_total', 'nodejs_eventloop_lag_seconds'])
      expect(text).toContain(`# TYPE ${name} `)
  })
})

describe('the description', () => {
  type Operation = { summary: string; responses: Record<string, unknown>; requestBody?: unknown }
  type OpenApi = { openapi: string; paths: Record<string, Record<string, Operation>> }

  test('names every route with its answers and refusals', async () => {
    const api = (await fixture.ask('GET /api/openapi.json')).json<OpenApi>()
    expect(api.openapi).toBe('3.1.0')
    expect(Object.keys(api.paths)).toEqual(
      expect.arrayContaining([
        SIGN_IN.slice(5),
        '/api/devices',
        '/api/provisioning',
        '/api/setup',
        '/api/health',
      ]),
    )
    const statuses = new Set(Object.values(ERROR_CODES).map(String))
    for (const operation of Object.values(api.paths).flatMap((path) => Object.values(path))) {
      expect(operation.summary).not.toBe('')
      const [success, ...failures] = Object.keys(operation.responses).sort()
      expect(success).toMatch(/^20[01]$/)
      expect(failures.every((status) => statuses.has(status))).toBe(true)
    }
    expect(api.paths['/api/devices']?.post?.requestBody).toMatchObject({
      content: {
        'application/json': { schema: { required: ['publicKey', 'name'], additionalProperties: false } },
      },
    })
  })

  test('is true: every GET route that it names is there', async () => {
    const api = (await fixture.ask('GET /api/openapi.json')).json<OpenApi>()
    const gets = Object.entries(api.paths).filter(([, { get }]) => get && !('parameters' in get))
    expect(gets.length).toBeGreaterThan(3)
    await fixture.app.admin.run({ act: 'compliance.officer.add', args: { user: 'ada' } })
    for (const [path] of gets)
      expect((await fixture.ask(`GET ${path}`, { headers: session })).status).toBe(200)
  })

  test('is a page too, which needs no script and no style but its own', async () => {
    const page = await fixture.ask('GET /api/docs')
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(page.text).toContain('/api/provisioning')
    expect(page.text).not.toMatch(/<script|style=|<style/)
    const style = await fixture.ask('GET /api/docs.css')
    expect(style.headers['content-type']).toBe('text/css; charset=utf-8')
  })
})
