// Who may read the metrics: programs on this machine, and administrators.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWebFixture, PASSWORD, type WebFixture } from '../../support/web-fixture.ts'

let fixture: WebFixture
beforeAll(async () => {
  fixture = await openWebFixture()
  await fixture.app.identity.addPerson({
    ...{ username: 'grace', displayName: 'Grace', password: PASSWORD, admin: false },
  })
})
afterAll(() => fixture.close())

async function asked(headers: Record<string, string>): Promise<number> {
  const answer = await fixture.ask('GET /metrics', { headers })
  if (answer.status === 200) expect(answer.text).toContain('backchat_connections')
  else expect(answer.json()).toMatchObject({ error: { code: 'ErrorPermission' } })
  return answer.status
}

test.each<[string, Record<string, string>]>([
  ['by its address', {}],
  ['by its name', { host: 'localhost:8080' }],
  ['by its other name', { host: '[::1]:8080' }],
])('a program on this machine may, %s', async (_how, headers) => {
  expect(await asked(headers)).toBe(200)
})

test.each<[string, Record<string, string>]>([
  ['a proxy on this machine brings', { 'x-forwarded-for': '203.0.113.9' }],
  ['a proxy brings that only says so', { via: '1.1 proxy' }],
  ['comes by a name that was pointed at this machine', { host: 'evil.example:8080' }],
  ['comes by a name that looks like this machine', { host: '127.0.0.1.evil.example' }],
])('whoever %s may not, except an administrator', async (_who, headers) => {
  expect(await asked(headers)).toBe(403)
  expect(await asked({ ...headers, authorization: await fixture.signIn('grace') })).toBe(403)
  expect(await asked({ ...headers, authorization: 'Bearer made.up' })).toBe(403)
  expect(await asked({ ...headers, authorization: await fixture.signIn('ada') })).toBe(200)
})
