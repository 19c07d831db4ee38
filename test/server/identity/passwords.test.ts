// What guessing costs: argon2id for everyone who asks, known or not, and a count of failures.

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  ADDRESS_FAILURES,
  addressGroup,
  PAIR_FAILURES,
  WINDOW_MS,
} from '../../../server/identity/failures.ts'
import { createPasswords } from '../../../server/identity/passwords.ts'
import { type IdentityFixture, newPerson, openIdentityFixture } from '../../support/identity-fixture.ts'

// Argon2 is slow on purpose, and slower on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const WRONG = 'not the right password'

let fixture: IdentityFixture

beforeAll(async () => {
  fixture = await openIdentityFixture()
  for (const name of ['ada', 'boris', 'chloe', 'daniel']) await fixture.identity.addPerson(newPerson(name))
})
afterAll(() => fixture.close())

async function refusal(username: string, password: string, address: string): Promise<unknown> {
  return fixture.signIn(username, password, address).then(
    () => 'signed in',
    (error: unknown) => (error as { code: string }).code,
  )
}

describe('a password', () => {
  test('is kept as argon2id with 19 MiB, two passes, one lane', async () => {
    const passwords = createPasswords()
    const hashed = await passwords.hash('a long enough password')
    expect(hashed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await passwords.matches(hashed, 'a long enough password')).toBe(true)
    expect(await passwords.matches(hashed, WRONG)).toBe(false)
  })

  test('costs the same for a name that is unknown, or could not be one', async () => {
    const cost = async (username: string) => {
      const before = fixture.passwords.computed()
      await refusal(username, WRONG, '192.0.2.10')
      return fixture.passwords.computed() - before
    }
    expect(await cost('ada')).toBe(1)
    expect(await cost('nobody')).toBe(1)
    expect(await cost('no such name!')).toBe(1)
  })

  test('is checked for so many people at once, and no more wait', async () => {
    const passwords = createPasswords()
    const hashed = await passwords.hash('x')
    const answers = await Promise.allSettled(Array.from({ length: 70 }, () => passwords.matches(hashed, 'x')))
    const refused = answers.filter((each) => each.status === 'rejected')
    expect(refused).toHaveLength(4)
    expect(refused[0]?.reason).toMatchObject({ code: 'TooManyRequests' })
    expect(await passwords.matches(hashed, 'x')).toBe(true)
  })
})

describe('failures', () => {
  test('of an account close it to the address they came from, and wait for their time', async () => {
    for (let each = 0; each < PAIR_FAILURES; each += 1)
      expect(await refusal('boris', WRONG, '198.51.100.9')).toBe('InvalidToken')
    const blocked = fixture.signIn('boris', undefined, '198.51.100.9')
    await expect(blocked).rejects.toMatchObject({ code: 'TooManyRequests', retryAfterMs: expect.any(Number) })
    expect(await refusal('ada', 'a long enough password', '198.51.100.9')).toBe('signed in')
    expect(await refusal('boris', 'a long enough password', '198.51.100.10')).toBe('signed in')

    fixture.clock.pass(WINDOW_MS + 1)
    expect(await refusal('boris', 'a long enough password', '198.51.100.9')).toBe('signed in')
  })

  test('of an account are forgotten when the password is right', async () => {
    for (let round = 0; round < 3; round += 1) {
      for (let each = 1; each < PAIR_FAILURES; each += 1)
        expect(await refusal('chloe', WRONG, '203.0.113.1')).toBe('InvalidToken')
      expect(await refusal('chloe', 'a long enough password', '203.0.113.1')).toBe('signed in')
    }
  })

  test('of an address are counted over all accounts, and others may still come', async () => {
    for (let each = 0; each < ADDRESS_FAILURES; each += 1)
      expect(await refusal(`guess${each}`, WRONG, '192.0.2.77')).toBe('InvalidToken')
    expect(await refusal('daniel', 'a long enough password', '192.0.2.77')).toBe('TooManyRequests')
    expect(await refusal('daniel', 'a long enough password', '192.0.2.78')).toBe('signed in')
  })

  test('are not overtaken by a burst of guesses', async () => {
    const burst = Array.from({ length: 12 }, () => refusal('daniel', WRONG, '192.0.2.100'))
    const codes = await Promise.all(burst)
    expect(codes.filter((code) => code === 'InvalidToken')).toHaveLength(PAIR_FAILURES)
    expect(codes.filter((code) => code === 'TooManyRequests')).toHaveLength(12 - PAIR_FAILURES)
  })

  test('successes are not limited', async () => {
    const address = '192.0.2.200'
    for (let each = 0; each < ADDRESS_FAILURES + 5; each += 1)
      expect(await refusal('ada', 'a long enough password', address)).toBe('signed in')
  })
})

describe('an address', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s counts as %s', (address, group) => {
    expect(addressGroup(address)).toBe(group)
  })
})
