// The first administrator: one link, one use, and none once there is an account.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  type IdentityFixture,
  newPerson,
  openIdentityFixture,
  PASSWORD,
} from '../../support/identity-fixture.ts'

const ORIGIN = 'http://localhost:8080'
const ada = { username: 'ada', displayName: 'Ada', password: PASSWORD }

let fixture: IdentityFixture

beforeEach(async () => {
  fixture = await openIdentityFixture()
})
afterEach(() => fixture.close())

async function freshToken(): Promise<string> {
  const link = await fixture.identity.setup.link(ORIGIN)
  expect(link).toMatch(/^http:\/\/localhost:8080\/setup\/[A-Za-z0-9_-]{43}$/)
  return link?.split('/').at(-1) ?? ''
}

describe('the set-up link', () => {
  test('makes the first administrator, who can sign in', async () => {
    expect(await fixture.identity.setup.state()).toEqual({ needed: true })
    const person = await fixture.identity.setup.use({ ...ada, token: await freshToken() })
    expect(person).toMatchObject({ username: 'ada', admin: true, disabled: false })
    expect(await fixture.identity.setup.state()).toEqual({ needed: false })
    expect((await fixture.identity.caller(await fixture.signIn('ada')))?.person.admin).toBe(true)
  })

  test('works once', async () => {
    const token = await freshToken()
    await fixture.identity.setup.use({ ...ada, token })
    await expect(fixture.identity.setup.use({ ...ada, username: 'eve', token })).rejects.toMatchObject({
      code: 'InvalidToken',
    })
    expect(await fixture.identity.people()).toHaveLength(1)
  })

  test('works once even when it is used twice at the same moment', async () => {
    const token = await freshToken()
    const uses = ['ada', 'eve'].map((username) => fixture.identity.setup.use({ ...ada, username, token }))
    const outcomes = (await Promise.allSettled(uses)).map(({ status }) => status).sort()
    expect(outcomes).toEqual(['fulfilled', 'rejected'])
    expect(await fixture.identity.people()).toHaveLength(1)
  })

  test('is not guessed, and a wrong guess leaves it as it is', async () => {
    const token = await freshToken()
    await expect(fixture.identity.setup.use({ ...ada, token: 'guess' })).rejects.toMatchObject({
      code: 'InvalidToken',
    })
    expect(fixture.passwords.computed()).toBe(0)
    await expect(fixture.identity.setup.use({ ...ada, token })).resolves.toBeDefined()
  })

  test('is not kept as it is', async () => {
    const token = await freshToken()
    expect(await fixture.store.meta({ key: 'setup' })).toBeDefined()
    expect(await fixture.store.meta({ key: 'setup' })).not.toContain(token)
  })

  test('is replaced by the next one', async () => {
    const first = await freshToken()
    const second = await freshToken()
    await expect(fixture.identity.setup.use({ ...ada, token: first })).rejects.toMatchObject({
      code: 'InvalidToken',
    })
    await expect(fixture.identity.setup.use({ ...ada, token: second })).resolves.toBeDefined()
  })

  test('is not there once there is an account, however it came to be', async () => {
    const token = await freshToken()
    await fixture.identity.addPerson(newPerson('boris'))
    expect(await fixture.identity.setup.link(ORIGIN)).toBeUndefined()
    await expect(fixture.identity.setup.use({ ...ada, token })).rejects.toMatchObject({
      code: 'InvalidToken',
    })
  })
})
