// The set-up over HTTP: from the printed link to an administrator with a first room.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openWebFixture, PASSWORD, type WebFixture } from '../../support/web-fixture.ts'

let fixture: WebFixture
let token: string

beforeEach(async () => {
  fixture = await openWebFixture({}, { accounts: false })
  token = (await fixture.app.identity.setup.link(fixture.app.url))?.split('/').at(-1) ?? ''
})
afterEach(() => fixture.close())

const ada = { username: 'ada', displayName: 'Ада', password: PASSWORD }
const rooms = async () =>
  ((await fixture.app.admin.run({ act: 'room.list', args: {} })) as { rooms: unknown[] }).rooms

describe('POST /api/setup', () => {
  test('makes the administrator and, if wished, a first room for everyone', async () => {
    expect((await fixture.ask('GET /api/setup')).json()).toEqual({ needed: true })
    const answer = await fixture.ask('POST /api/setup', { body: { ...ada, token, firstRoom: 'Lobby' } })
    expect(answer.status).toBe(201)
    expect(answer.json()).toEqual({ user: { uri: 'sip:ada@localhost', displayName: 'Ада', admin: true } })
    expect(await rooms()).toEqual([
      expect.objectContaining({
        ...{ name: 'Lobby', category: 'General', privacy: 'open' },
        ...{ members: ['everyone'], managers: ['sip:ada@localhost'] },
      }),
    ])
    expect((await fixture.ask('GET /api/setup')).json()).toEqual({ needed: false })
    expect(await fixture.signIn()).toMatch(/^Bearer ./)
  })

  test('does not stumble over a room called General', async () => {
    const answer = await fixture.ask('POST /api/setup', { body: { ...ada, token, firstRoom: 'General' } })
    expect(answer.status).toBe(201)
    expect(await rooms()).toEqual([expect.objectContaining({ name: 'General' })])
  })

  test.each([
    [{ token: 'guess' }, 401, 'InvalidToken'],
    [{ password: 'short' }, 400, 'InvalidArgument'],
    [{ username: 'Ada Lovelace' }, 400, 'InvalidArgument'],
    [{ admin: true }, 400, 'InvalidArgument'],
  ])('refuses %j and leaves the link as it was', async (wrong, status, code) => {
    const refused = await fixture.ask('POST /api/setup', { body: { ...ada, token, ...wrong } })
    expect(refused.status).toBe(status)
    expect(refused.json()).toMatchObject({ error: { code } })
    expect((await fixture.ask('POST /api/setup', { body: { ...ada, token } })).status).toBe(201)
  })

  test('works once', async () => {
    expect((await fixture.ask('POST /api/setup', { body: { ...ada, token } })).status).toBe(201)
    const again = await fixture.ask('POST /api/setup', { body: { ...ada, username: 'eve', token } })
    expect(again.json()).toMatchObject({ error: { code: 'InvalidToken' } })
  })
})
