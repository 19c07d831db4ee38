// Sessions that are begun while all of the person's sessions end: the end is the last word.

import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Caller, PersonChange } from '../../../server/identity/identity.ts'
import {
  DOMAIN,
  type IdentityFixture,
  newPerson,
  openIdentityFixture,
  PASSWORD,
} from '../../support/identity-fixture.ts'

let fixture: IdentityFixture

beforeAll(async () => {
  fixture = await openIdentityFixture()
  for (const name of ['ada', 'boris', 'chloe']) await fixture.identity.addPerson(newPerson(name))
})
afterAll(() => fixture.close())

function signsIn(username: string, password = PASSWORD): Promise<Response> {
  return fixture.ask('POST /api/auth/sign-in/username', { body: { username, password } })
}

/** The person is changed when their password was found right, before the session is begun. */
function meanwhile(username: string, change: PersonChange): void {
  const { passwords, identity } = fixture
  const matches = passwords.matches.bind(passwords)
  vi.spyOn(passwords, 'matches').mockImplementationOnce(async (hashed, password) => {
    const isRight = await matches(hashed, password)
    await identity.setPerson(`sip:${username}@${DOMAIN}`, change)
    return isRight
  })
}

async function sessionsOf(username: string): Promise<unknown[]> {
  const person = await fixture.identity.findPerson(`sip:${username}@${DOMAIN}`)
  const query = { order: 'sql', sql: 'select id from session where userId = ?' } as const
  const { executeQuery } = await fixture.store.authDialect.createDriver().acquireConnection()
  const { rows } = await executeQuery({ ...query, parameters: [person?.authUser] } as never)
  return rows
}

test('an old password that was right a moment ago begins nothing', async () => {
  meanwhile('ada', { password: 'another long password' })
  await expect(signsIn('ada')).rejects.toMatchObject({ code: 'InvalidToken' })
  expect(await sessionsOf('ada')).toEqual([])
  expect((await signsIn('ada', 'another long password')).status).toBe(200)
  expect(await sessionsOf('ada')).toHaveLength(1)
})

test('nor does one whose name alone was changed lose anything', async () => {
  meanwhile('boris', { displayName: 'Boris B.' })
  expect((await signsIn('boris')).status).toBe(200)
  expect(await sessionsOf('boris')).toHaveLength(1)
})

test('a connection that was admitted before its session ended does not stand', async () => {
  const { identity, store } = fixture
  const caller = (await identity.caller(await fixture.signIn('chloe'))) as Caller
  const publicKey = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? ''
  const { deviceId } = await identity.enrolDevice(caller.person, { publicKey, name: 'a browser' })
  const ticket = await identity.issueTicket(caller)

  const device = store.device.bind(store)
  vi.spyOn(store, 'device').mockImplementationOnce(async (asked) => {
    await identity.setPerson(caller.person.uri, { disabled: true })
    return device(asked)
  })
  expect((await identity.admit({ ticket, deviceId })).stillStands()).toBe(false)

  await identity.setPerson(caller.person.uri, { disabled: false })
  const again = (await identity.caller(await fixture.signIn('chloe'))) as Caller
  const admitted = await identity.admit({ ticket: await identity.issueTicket(again), deviceId })
  expect(admitted.stillStands()).toBe(true)
})
