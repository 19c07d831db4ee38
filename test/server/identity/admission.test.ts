// Who may open a socket: a ticket of this pool, in time, from a session that lives, on a device of one's own.

import { generateKeyPairSync, verify } from 'node:crypto'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromBase64url } from '#shared/bytes.ts'
import { TICKET_LIFE_MS } from '#shared/limits.ts'
import type { Caller } from '../../../server/identity/identity.ts'
import {
  DOMAIN,
  type IdentityFixture,
  newPerson,
  openIdentityFixture,
} from '../../support/identity-fixture.ts'

let fixture: IdentityFixture
let ada: Caller
let deviceId: string

beforeAll(async () => {
  fixture = await openIdentityFixture()
  for (const name of ['ada', 'boris', 'chloe']) await fixture.identity.addPerson(newPerson(name))
  ada = await callerNamed('ada')
  deviceId = await enrol(ada)
})
afterAll(() => fixture.close())

async function callerNamed(name: string): Promise<Caller> {
  const caller = await fixture.identity.caller(await fixture.signIn(name))
  if (!caller) throw new Error(`${name} could not sign in.`)
  return caller
}

function newKey(): string {
  return generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? ''
}

async function enrol(caller: Caller, publicKey = newKey()): Promise<string> {
  return (await fixture.identity.enrolDevice(caller.person, { publicKey, name: 'a browser' })).deviceId
}

async function refusal(handshake: { ticket: string; deviceId: string }): Promise<unknown> {
  return fixture.identity.admit(handshake).then(
    () => 'admitted',
    (error: unknown) => (error as { refusal: string }).refusal,
  )
}

describe('a ticket', () => {
  test('admits its person on a device of theirs', async () => {
    const admitted = await fixture.identity.admit({
      ticket: await fixture.identity.issueTicket(ada),
      deviceId,
    })
    expect(admitted).toMatchObject({
      person: { uri: `sip:ada@${DOMAIN}` },
      sessionId: ada.sessionId,
      device: { id: deviceId, retired: false },
    })
  })

  test('is good for two minutes by the clock of the server', async () => {
    const ticket = await fixture.identity.issueTicket(ada)
    fixture.clock.pass(TICKET_LIFE_MS - 2_000)
    expect(await refusal({ ticket, deviceId })).toBe('admitted')
    fixture.clock.pass(3_000)
    expect(await refusal({ ticket, deviceId })).toBe('rejected')
  })

  test('is refused when it was changed, or made by another hand', async () => {
    const ticket = await fixture.identity.issueTicket(ada)
    expect(await refusal({ ticket, deviceId })).toBe('admitted')
    const [header = '', claims = '', signature = ''] = ticket.split('.')
    const other = Buffer.from(claims, 'base64url').toString().replace('sip:ada@', 'sip:boris@')
    const unsigned = Buffer.from('{"alg":"none"}').toString('base64url')
    for (const forged of [
      `${header}.${Buffer.from(other).toString('base64url')}.${signature}`,
      `${unsigned}.${claims}.`,
      await signedByStranger(header, claims),
      'not a ticket',
      '',
    ]) {
      expect(await refusal({ ticket: forged, deviceId })).toBe('rejected')
    }
  })

  test('is refused once its session has ended', async () => {
    const headers = await fixture.signIn('boris')
    const boris = await fixture.identity.caller(headers)
    if (!boris) throw new Error('boris could not sign in.')
    const handshake = { ticket: await fixture.identity.issueTicket(boris), deviceId: await enrol(boris) }
    expect(await refusal(handshake)).toBe('admitted')
    await fixture.ask('POST /api/auth/sign-out', { headers })
    expect(await refusal(handshake)).toBe('rejected')
  })

  test('is refused for a person who was disabled meanwhile', async () => {
    const chloe = await callerNamed('chloe')
    const handshake = { ticket: await fixture.identity.issueTicket(chloe), deviceId: await enrol(chloe) }
    expect(await refusal(handshake)).toBe('admitted')
    await fixture.identity.setPerson(chloe.person.uri, { disabled: true })
    expect(await refusal(handshake)).toBe('notProvisioned')
  })

  async function signedByStranger(header: string, claims: string): Promise<string> {
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString())
    return new SignJWT(read(claims))
      .setProtectedHeader(read(header))
      .sign(generateKeyPairSync('ed25519').privateKey)
  }
})

describe('a device', () => {
  test('keeps its id for its key, and a key its owner', async () => {
    const boris = await callerNamed('boris')
    const publicKey = newKey()
    const first = await enrol(ada, publicKey)
    expect(await enrol(ada, publicKey)).toBe(first)
    await expect(enrol(boris, publicKey)).rejects.toMatchObject({ code: 'DataCollision' })
    expect(await fixture.identity.device(first)).toMatchObject({ person: ada.person.uri, publicKey })
  })

  test('that is unknown, or of somebody else, is not provisioned', async () => {
    const boris = await callerNamed('boris')
    const foreign = await enrol(boris)
    const ticket = await fixture.identity.issueTicket(ada)
    expect(await refusal({ ticket, deviceId })).toBe('admitted')
    expect(await refusal({ ticket, deviceId: foreign })).toBe('notProvisioned')
    expect(await refusal({ ticket, deviceId: '018f0000-0000-7000-8000-000000000000' })).toBe('notProvisioned')
  })
})

describe('the keys of the pool', () => {
  test('are two, stay over a restart, and the first one signs', async () => {
    const keys = await fixture.identity.poolKeys()
    expect(keys).toHaveLength(2)
    const restarted = await fixture.reopen()
    expect(await restarted.poolKeys()).toEqual(keys)

    const bytes = new TextEncoder().encode('a receipt')
    const { kid, sig } = await restarted.signWithPoolKey(bytes)
    const x = keys.find((key) => key.kid === kid)?.publicKey ?? ''
    const key = { key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' } as const
    expect(verify(null, bytes, key, fromBase64url(sig))).toBe(true)
    expect(verify(null, new TextEncoder().encode('another'), key, fromBase64url(sig))).toBe(false)
  })

  test('carry tickets over a restart', async () => {
    const ticket = await fixture.identity.issueTicket(ada)
    const restarted = await fixture.reopen()
    await expect(restarted.admit({ ticket, deviceId })).resolves.toBeDefined()
  })
})
