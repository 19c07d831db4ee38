// The moment between being admitted and being there.

import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Connection } from '../../support/protocol-client.ts'
import { openWebFixture, type WebFixture } from '../../support/web-fixture.ts'

let fixture: WebFixture

beforeAll(async () => {
  fixture = await openWebFixture()
})
afterAll(() => fixture.close())

async function handshake() {
  const headers = { authorization: await fixture.signIn() }
  const publicKey = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? ''
  const device = await fixture.ask('POST /api/devices', { body: { publicKey, name: 'a browser' }, headers })
  const { ticket } = (await fixture.ask('GET /api/provisioning', { headers })).json()
  return { ticket, deviceId: device.json().deviceId }
}

test('a connection whose session ends while it is admitted is closed', async () => {
  const { store, identity, url } = fixture.app
  const auth = await handshake()
  const device = store.device.bind(store)
  vi.spyOn(store, 'device').mockImplementationOnce(async (asked) => {
    await identity.setPerson('sip:ada@localhost', { disabled: true })
    return device(asked)
  })
  const connection = await Connection.open(url, auth)
  expect(await connection.ended).toBe('io server disconnect')

  await identity.setPerson('sip:ada@localhost', { disabled: false })
  const another = await Connection.open(url, await handshake())
  expect((await another.ask('cmd:getserverinfo', {})).resp.code).toBe(200)
  another.close()
})
