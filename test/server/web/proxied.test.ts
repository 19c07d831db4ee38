// Behind a proxy that speaks https: cookies, addresses and origins as the browser sees them; nothing believed without leave.

import { afterEach, describe, expect, test } from 'vitest'
import { openWebFixture, PASSWORD, type WebFixture } from '../../support/web-fixture.ts'

const SIGN_IN = 'POST /api/auth/sign-in/username'
const body = { username: 'ada', password: PASSWORD }
const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'chat.example' }

let fixture: WebFixture
afterEach(() => fixture.close())

async function open(environment: Record<string, string>): Promise<void> {
  fixture = await openWebFixture(environment)
}

describe('a public address', () => {
  test('marks cookies Secure, demands https from then on, and is what provisioning says', async () => {
    await open({ BACKCHAT_URL: 'https://chat.example' })
    const answer = await fixture.ask(SIGN_IN, { body, headers: { origin: 'https://chat.example' } })
    expect(answer.headers['set-cookie']?.[0]).toMatch(/; Secure$/)
    expect(answer.headers['strict-transport-security']).toMatch(/^max-age=\d{8}$/)
    const authorization = `Bearer ${String(answer.headers['set-auth-token'])}`
    const document = await fixture.ask('GET /api/provisioning', { headers: { authorization } })
    expect(document.json()).toMatchObject({ PersistentChatPoolUris: ['https://chat.example'] })
    const foreign = await fixture.ask(SIGN_IN, { body, headers: { origin: 'http://chat.example' } })
    expect(foreign.status).toBe(403)
  })

  test('of a pool is handed out, and pages may connect to it', async () => {
    await open({ BACKCHAT_POOL_URLS: 'https://a.example,https://b.example' })
    const authorization = await fixture.signIn()
    const document = await fixture.ask('GET /api/provisioning', { headers: { authorization } })
    expect(document.json()).toMatchObject({
      DefaultPersistentChatPoolUri: 'https://a.example',
      PersistentChatPoolUris: ['https://a.example', 'https://b.example'],
    })
    expect(document.headers['content-security-policy']).toContain(
      "connect-src 'self' wss://a.example wss://b.example",
    )
  })
})

describe('what a proxy says', () => {
  test('is believed where it is said to be there', async () => {
    await open({ BACKCHAT_TRUST_PROXY: 'yes' })
    const answer = await fixture.ask(SIGN_IN, { body, headers: forwarded })
    expect(answer.headers['set-cookie']?.[0]).toMatch(/; Secure$/)
    const authorization = `Bearer ${String(answer.headers['set-auth-token'])}`
    const document = await fixture.ask('GET /api/provisioning', { headers: { ...forwarded, authorization } })
    expect(document.json()).toMatchObject({ PersistentChatPoolUris: ['https://chat.example'] })
  })

  test('is not believed otherwise', async () => {
    await open({})
    const answer = await fixture.ask(SIGN_IN, { body, headers: forwarded })
    expect(answer.status).toBe(200)
    expect(answer.headers['set-cookie']?.[0]).not.toMatch(/Secure/)
    const authorization = `Bearer ${String(answer.headers['set-auth-token'])}`
    const document = await fixture.ask('GET /api/provisioning', { headers: { ...forwarded, authorization } })
    expect(JSON.stringify(document.json())).not.toContain('chat.example')
  })

  test.each([
    ['yes', [401, 401, 401, 401, 401, 200]],
    ['no', [401, 401, 401, 401, 401, 429]],
  ])('about addresses counts failures apart only when believed (%s)', async (trust, statuses) => {
    await open({ BACKCHAT_TRUST_PROXY: trust })
    const seen: number[] = []
    for (let each = 0; each < 20; each += 1) {
      const headers = { 'x-forwarded-for': '203.0.113.9' }
      const guess = { username: `guess${each}`, password: 'wrong' }
      seen.push((await fixture.ask(SIGN_IN, { body: guess, headers })).status)
    }
    // The last forwarded address is the proxy's word; one before it is the client's own and changes nothing.
    const last = await fixture.ask(SIGN_IN, {
      body,
      headers: { 'x-forwarded-for': '203.0.113.9, 203.0.113.10' },
    })
    expect([...seen.slice(-5), last.status]).toEqual(statuses)
  })

  test('[P2.4] keeps a stranger’s wrong guesses apart from the owner’s right password', async () => {
    await open({ BACKCHAT_TRUST_PROXY: 'yes' })
    const from = (address: string) => ({ 'x-forwarded-for': address })
    for (let each = 0; each < 5; each += 1)
      await fixture.ask(SIGN_IN, { body: { ...body, password: 'wrong' }, headers: from('203.0.113.9') })
    expect((await fixture.ask(SIGN_IN, { body, headers: from('203.0.113.9') })).status).toBe(429)
    expect((await fixture.ask(SIGN_IN, { body, headers: from('203.0.113.10') })).status).toBe(200)
  })
})
