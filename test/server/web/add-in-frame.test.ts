// The page around an add-in: for people who are signed in, of registered addresses, and with a policy of its own.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AddIn } from '#shared/add-in.ts'
import { addInFrame } from '../../../server/web/add-in-frame.ts'
import { openWebFixture, type WebFixture } from '../../support/web-fixture.ts'

let fixture: WebFixture
let session: { authorization: string }

beforeAll(async () => {
  fixture = await openWebFixture()
  session = { authorization: await fixture.signIn() }
})
afterAll(() => fixture.close())

test('it may be framed by the app alone, and shows one origin in a frame without one', async () => {
  const order = { act: 'addin.add', args: { name: 'Tides', url: 'https://tides.example/a?b=1&c="2"' } }
  const { id } = (await fixture.app.admin.run(order)) as AddIn
  const path = `GET /api/add-ins/${id}/frame`
  const answer = await fixture.ask(path, { headers: session })
  expect(answer.status).toBe(200)
  expect(answer.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'x-frame-options': 'SAMEORIGIN',
    'content-security-policy': expect.stringMatching(
      /^default-src 'none'; style-src 'sha256-[^']+'; frame-src https:\/\/tides\.example; frame-ancestors 'self'$/,
    ),
  })
  expect((await fixture.ask(path)).status).toBe(401)
  const other = `GET /api/add-ins/${crypto.randomUUID()}/frame`
  expect((await fixture.ask(other, { headers: session })).status).toBe(404)
})

test('an address is text in an attribute, and never markup', () => {
  const { page } = addInFrame('https://tides.example/?"><script>alert(1)</script>&amp')
  expect(page).not.toContain('<script')
  expect(page.match(/<iframe [^>]*src="([^"]*)"/)?.[1]).toMatch(/^https:\/\/tides\.example\/\?%22/)
})
