// Another password: only for whoever knows the present one, guessed no more often than at the door.

import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { PAIR_FAILURES } from '../../../server/identity/failures.ts'
import {
  DOMAIN,
  type IdentityFixture,
  newPerson,
  openIdentityFixture,
  PASSWORD,
} from '../../support/identity-fixture.ts'

const NEW = 'a quite different password'

let fixture: IdentityFixture

beforeAll(async () => {
  fixture = await openIdentityFixture()
  for (const name of ['ada', 'boris', 'chloe']) await fixture.identity.addPerson(newPerson(name))
})
afterAll(() => fixture.close())

function changes(headers: Headers, currentPassword: string, newPassword = NEW): Promise<Response> {
  return fixture.ask('POST /api/auth/change-password', { headers, body: { currentPassword, newPassword } })
}

test('guesses at the present password count as failures to sign in', async () => {
  const headers = await fixture.signIn('ada')
  for (let guess = 0; guess < PAIR_FAILURES; guess += 1)
    await expect(changes(headers, `guess ${guess}`)).rejects.toMatchObject({ code: 'ErrorPermission' })
  await expect(changes(headers, PASSWORD)).rejects.toMatchObject({ code: 'TooManyRequests' })
  await expect(fixture.signIn('ada')).rejects.toMatchObject({ code: 'TooManyRequests' })
  fixture.clock.pass(16 * 60_000)
  expect((await changes(headers, PASSWORD)).status).toBe(200)
})

test('nobody without a session has a password changed, nor is a short one taken', async () => {
  const headers = await fixture.signIn('boris')
  await expect(changes(new Headers(), PASSWORD)).rejects.toMatchObject({ code: 'InvalidToken' })
  await expect(changes(headers, PASSWORD, 'short')).rejects.toMatchObject({ code: 'InvalidArgument' })
  expect((await changes(headers, PASSWORD)).status).toBe(200)
})

test('what an administrator set meanwhile holds', async () => {
  const headers = await fixture.signIn('chloe')
  const matches = fixture.passwords.matches.bind(fixture.passwords)
  vi.spyOn(fixture.passwords, 'matches').mockImplementationOnce(async (hashed, password) => {
    const isRight = await matches(hashed, password)
    await fixture.identity.setPerson(`sip:chloe@${DOMAIN}`, { password: 'what the administrator set' })
    return isRight
  })
  await expect(changes(headers, PASSWORD)).rejects.toMatchObject({ code: 'InvalidToken' })
  await expect(fixture.signIn('chloe', NEW)).rejects.toMatchObject({ code: 'InvalidToken' })
  expect(await fixture.signIn('chloe', 'what the administrator set')).toBeDefined()
})
