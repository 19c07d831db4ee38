// Signing in and out: by cookie and by token, in all spellings of one's name, until the session is ended.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SessionsEnded } from '../../../server/identity/identity.ts'
import {
  DOMAIN,
  type IdentityFixture,
  newPerson,
  openIdentityFixture,
  PASSWORD,
} from '../../support/identity-fixture.ts'

const SIGN_IN = 'POST /api/auth/sign-in/username'
const WRONG = 'not the right password'

let fixture: IdentityFixture
const ended: SessionsEnded[] = []

beforeAll(async () => {
  fixture = await openIdentityFixture()
  for (const name of ['ada', 'boris', 'chloe', 'daniel', 'elena'])
    await fixture.identity.addPerson(newPerson(name))
  fixture.identity.onSessionsEnded((each) => ended.push(each))
})
afterAll(() => fixture.close())

describe('a session', () => {
  test('comes as an HttpOnly cookie and as a bearer token, and both name the same caller', async () => {
    const answer = await fixture.ask(SIGN_IN, { body: { username: 'ada', password: PASSWORD } })
    const [cookie = ''] = answer.headers.getSetCookie()
    expect(cookie).toMatch(/; HttpOnly/)
    expect(cookie).toMatch(/; SameSite=Lax/)
    expect(await answer.json()).toEqual({
      user: { uri: `sip:ada@${DOMAIN}`, displayName: 'ada', admin: false },
    })

    const byCookie = await fixture.identity.caller(new Headers({ cookie: cookie.split(';')[0] ?? '' }))
    const token = answer.headers.get('set-auth-token')
    const byToken = await fixture.identity.caller(new Headers({ authorization: `Bearer ${token}` }))
    expect(byCookie?.person.uri).toBe(`sip:ada@${DOMAIN}`)
    expect(byToken).toEqual(byCookie)
  })

  test.each(['ADA', ' ada ', `ada@${DOMAIN}`, `sip:Ada@${DOMAIN}`])(
    'is also given to %j',
    async (username) => {
      const answer = await fixture.ask(SIGN_IN, { body: { username, password: PASSWORD } })
      expect(await answer.json()).toMatchObject({ user: { uri: `sip:ada@${DOMAIN}` } })
    },
  )

  test('is not made up: a token whose signature is cut or changed is nobody', async () => {
    const headers = await fixture.signIn('ada')
    const token = headers.get('authorization') ?? ''
    expect(await fixture.identity.caller(headers)).toBeDefined()
    const [unsigned = ''] = token.split('.')
    for (const forged of [unsigned, `${token.slice(0, -3)}AA=`, 'Bearer x', 'Basic YTpi']) {
      expect(await fixture.identity.caller(new Headers({ authorization: forged }))).toBeUndefined()
    }
  })

  test('lives on over a restart', async () => {
    const headers = await fixture.signIn('ada')
    const restarted = await fixture.reopen()
    expect((await restarted.caller(headers))?.person.username).toBe('ada')
  })

  test('is refused for a wrong password with the same words as for an unknown name', async () => {
    const said: unknown[] = []
    for (const username of ['boris', 'nobody', 'no such name!']) {
      const asked = fixture.ask(SIGN_IN, { body: { username, password: WRONG } })
      said.push(await asked.catch((error: unknown) => error))
    }
    expect(said).toEqual(Array(3).fill(expect.objectContaining({ code: 'InvalidToken' })))
    expect(new Set(said.map((error) => (error as Error).message)).size).toBe(1)
    await expect(fixture.signIn('boris')).resolves.toBeDefined()
  })

  test.each([{}, { username: 'ada' }, { username: 1, password: 2 }, [], 'ada'])(
    'is refused for %j as malformed',
    async (body) => {
      await expect(fixture.ask(SIGN_IN, { body })).rejects.toMatchObject({ code: 'InvalidArgument' })
    },
  )
})

describe('signing out', () => {
  test('ends this session and no other, and tells', async () => {
    const here = await fixture.signIn('chloe')
    const there = await fixture.signIn('chloe')
    const caller = await fixture.identity.caller(here)
    ended.length = 0
    await fixture.ask('POST /api/auth/sign-out', { headers: here })
    expect(await fixture.identity.caller(here)).toBeUndefined()
    expect(await fixture.identity.caller(there)).toBeDefined()
    expect(ended).toEqual([{ person: `sip:chloe@${DOMAIN}`, sessionId: caller?.sessionId }])
  })

  test('everywhere ends all of them, and nobody else’s', async () => {
    const sessions = [await fixture.signIn('chloe'), await fixture.signIn('chloe')] as const
    const other = await fixture.signIn('daniel')
    ended.length = 0
    await fixture.ask('POST /api/auth/revoke-sessions', { headers: sessions[0] })
    for (const session of sessions) expect(await fixture.identity.caller(session)).toBeUndefined()
    expect(await fixture.identity.caller(other)).toBeDefined()
    expect(ended).toEqual([{ person: `sip:chloe@${DOMAIN}` }])
  })

  test('everywhere needs a session', async () => {
    await expect(fixture.ask('POST /api/auth/revoke-sessions')).rejects.toMatchObject({
      code: 'InvalidToken',
    })
  })
})

describe('an account', () => {
  test('that is disabled loses its sessions at once and gets no new one, until it is enabled', async () => {
    const uri = `sip:daniel@${DOMAIN}`
    const before = await fixture.signIn('daniel')
    ended.length = 0
    await fixture.identity.setPerson(uri, { disabled: true })
    expect(await fixture.identity.caller(before)).toBeUndefined()
    expect(ended).toEqual([{ person: uri }])
    await expect(fixture.signIn('daniel')).rejects.toMatchObject({ code: 'ErrorPermission' })
    await expect(fixture.signIn('daniel', WRONG)).rejects.toMatchObject({ code: 'InvalidToken' })

    await fixture.identity.setPerson(uri, { disabled: false })
    expect(await fixture.identity.caller(before)).toBeUndefined()
    expect(await fixture.identity.caller(await fixture.signIn('daniel'))).toBeDefined()
  })

  test('with a new password ends the sessions of the old one', async () => {
    const before = await fixture.signIn('elena')
    await fixture.identity.setPerson(`sip:elena@${DOMAIN}`, { password: 'quite another password' })
    expect(await fixture.identity.caller(before)).toBeUndefined()
    await expect(fixture.signIn('elena')).rejects.toMatchObject({ code: 'InvalidToken' })
    expect(
      await fixture.identity.caller(await fixture.signIn('elena', 'quite another password')),
    ).toBeDefined()
  })

  test('is not taken twice', async () => {
    await expect(fixture.identity.addPerson(newPerson('ada'))).rejects.toMatchObject({
      code: 'DataCollision',
    })
    await expect(fixture.identity.addPerson(newPerson('george'))).resolves.toMatchObject({
      username: 'george',
    })
  })

  test.each(['POST /api/auth/sign-up/email', 'POST /api/auth/update-user', 'GET /api/auth/list-sessions'])(
    'is out of reach of %s',
    async (route) => {
      const headers = await fixture.signIn('ada')
      await expect(fixture.ask(route, { headers })).rejects.toMatchObject({ code: 'NoSuchNode' })
    },
  )
})
