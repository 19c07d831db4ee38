// What anyone with an account may have many of: sessions and devices. Both are bounded.

import { generateKeyPairSync } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DEVICES_PER_PERSON, SESSIONS_PER_PERSON } from '#shared/limits.ts'
import type { SessionsEnded } from '../../../server/identity/identity.ts'
import {
  DOMAIN,
  type IdentityFixture,
  newPerson,
  openIdentityFixture,
} from '../../support/identity-fixture.ts'

const MONTH_MS = 31 * 24 * 60 * 60_000

let fixture: IdentityFixture

beforeEach(async () => {
  fixture = await openIdentityFixture()
  for (const name of ['ada', 'grace']) await fixture.identity.addPerson(newPerson(name))
  vi.spyOn(fixture.passwords, 'matches').mockResolvedValue(true)
})
afterEach(() => fixture.close())

async function sessionsKept(): Promise<string[]> {
  const connection = await fixture.store.authDialect.createDriver().acquireConnection()
  const { rows } = await connection.executeQuery<{ id: string }>({
    ...({ order: 'sql', sql: 'select id from session' } as const),
    ...{ parameters: [], query: { kind: 'RawNode' } as never, queryId: { queryId: '' } },
  })
  return rows.map(({ id }) => id)
}

test('of one person’s sessions the newest are kept, and the connections of the others end', async () => {
  const ended: SessionsEnded[] = []
  fixture.identity.onSessionsEnded((one) => ended.push(one))
  await fixture.signIn('grace')
  const first = await fixture.signIn('ada')
  const oldest = (await fixture.identity.caller(first))?.sessionId
  for (let each = 1; each < SESSIONS_PER_PERSON; each += 1) await fixture.signIn('ada')
  expect(await fixture.identity.caller(first)).toBeDefined()

  const newest = await fixture.signIn('ada')
  expect(await fixture.identity.caller(first)).toBeUndefined()
  expect(await fixture.identity.caller(newest)).toBeDefined()
  expect(ended).toEqual([{ person: `sip:ada@${DOMAIN}`, sessionId: oldest }])
  expect(await sessionsKept()).toHaveLength(SESSIONS_PER_PERSON + 1)
})

test('sessions that ran out are forgotten when others begin', async () => {
  await fixture.signIn('ada')
  expect(await sessionsKept()).toHaveLength(1)
  fixture.clock.pass(MONTH_MS)
  const [before] = await sessionsKept()
  await fixture.signIn('grace')
  expect(await sessionsKept()).not.toContain(before)
})

test('a person has so many devices and no more, and those stay', async () => {
  const ada = await fixture.identity.findPerson(`sip:ada@${DOMAIN}`)
  const grace = await fixture.identity.findPerson(`sip:grace@${DOMAIN}`)
  if (!ada || !grace) throw new Error('Nobody is there.')
  const first = newKey()
  const { deviceId } = await fixture.identity.enrolDevice(ada, { publicKey: first, name: 'first' })
  for (let each = 1; each < DEVICES_PER_PERSON; each += 1)
    await fixture.identity.enrolDevice(ada, { publicKey: newKey(), name: 'another' })

  await expect(
    fixture.identity.enrolDevice(ada, { publicKey: newKey(), name: 'one more' }),
  ).rejects.toMatchObject({
    code: 'LimitExceeded',
    message: expect.stringContaining(String(DEVICES_PER_PERSON)),
  })
  expect(await fixture.identity.enrolDevice(ada, { publicKey: first, name: 'first' })).toEqual({ deviceId })
  await fixture.identity.enrolDevice(grace, { publicKey: newKey(), name: 'somebody else’s' })
})

function newKey(): string {
  return generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? ''
}
