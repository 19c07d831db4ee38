// The built app over HTTP: what may be kept, what must be asked for anew, and that nothing else gets out.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWebFixture, PAGE, type WebFixture } from '../../support/web-fixture.ts'

let fixture: WebFixture

beforeAll(async () => {
  fixture = await openWebFixture()
})
afterAll(() => fixture.close())

const asPage = { headers: { accept: 'text/html,*/*' } }

describe('the app', () => {
  test.each([
    ['/', 'no-cache', 'text/html'],
    ['/index.html', 'no-cache', 'text/html'],
    ['/service-worker.js', 'no-cache', 'javascript'],
    ['/manifest.webmanifest', 'no-cache', 'application/manifest+json'],
    ['/assets/main-3f2a9c.js', 'public, max-age=31536000, immutable', 'javascript'],
  ])('sends %s with cache-control %j', async (path, cacheControl, type) => {
    const answer = await fixture.ask(`GET ${path}`, asPage)
    expect(answer.status).toBe(200)
    expect(answer.headers['cache-control']).toBe(cacheControl)
    expect(answer.headers['content-type']).toContain(type)
  })

  test.each(['/rooms/6f9e', '/find', '/setup/abc?x=1', '/sign-in'])('is the page for %s', async (path) => {
    const answer = await fixture.ask(`GET ${path}`, asPage)
    expect(answer).toMatchObject({ status: 200, text: PAGE })
    expect(answer.headers['cache-control']).toBe('no-cache')
  })

  test.each(['/assets/old-000000.js', '/api/rooms', '/api', '/metrics/x', '/socket.io/x'])(
    'is not the page for %s',
    async (path) => {
      const answer = await fixture.ask(`GET ${path}`, asPage)
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.text).not.toContain(PAGE)
    },
  )

  test('is no page for who asks for something else', async () => {
    expect((await fixture.ask('GET /rooms/x', { headers: { accept: 'image/png' } })).status).toBe(404)
  })
})

test('the verifier of archives comes with the policy that stands in it, and the app with its own', async () => {
  const policyOf = async (path: string) =>
    (await fixture.ask(`GET ${path}`, asPage)).headers['content-security-policy']
  expect(await policyOf('/verify.html')).toBe("default-src 'none'; frame-ancestors 'none'")
  expect(await policyOf('/index.html')).toContain("default-src 'self'")
})

describe('beside the app', () => {
  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//secret.txt',
    '/.built',
    '/%00',
    '/%',
  ])('nothing gets out by %s', async (path) => {
    const answer = await fixture.ask(`GET ${path}`)
    expect([400, 404]).toContain(answer.status)
    expect(answer.json()).toEqual({
      error: { code: expect.any(String), message: expect.stringMatching(/\.$/) },
    })
    expect(answer.text).not.toContain('not for you')
    expect((await fixture.ask('GET /assets/main-3f2a9c.js')).status).toBe(200)
  })
})
