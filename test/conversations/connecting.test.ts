// The handshake and its refusals. Each person who is turned away then comes in by the right way, as the control.

import { type ClientRequest, get } from 'node:http'
import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'
import type { Person } from '../support/person.ts'

async function ticketOf(person: Person): Promise<string> {
  return String((await person.http('/api/provisioning')).body.ticket)
}

async function arrives(person: Person): Promise<void> {
  await person.entersPassword()
  await person.enrols()
}

conversation('[P5.2] ticket or device missing, or not of the right kind', async ({ ada }) => {
  await arrives(ada)
  for (const auth of [
    { ticket: undefined },
    { ticket: 7 },
    { ticket: 'x'.repeat(2001) },
    { deviceId: undefined },
    { deviceId: 'laptop' },
    { deviceId: { $ne: '' } },
  ]) {
    expect(await ada.isTurnedAway(auth)).toEqual({
      status: 400,
      diagnostic: 20002,
      reason: expect.any(String),
    })
  }
})

conversation('[P5.2] tickets that are forged, altered, or only look like one', async ({ ada, mallory }) => {
  await arrives(ada)
  await arrives(mallory)
  const [header, , signature] = (await ticketOf(mallory)).split('.')
  const [, adasClaims] = (await ticketOf(ada)).split('.')
  const none = Buffer.from('{"alg":"none"}').toString('base64url')

  for (const ticket of [
    '',
    'ticket',
    'a.b.c',
    `${header}.${adasClaims}.${signature}`,
    `${none}.${adasClaims}.`,
  ]) {
    expect(await mallory.isTurnedAway({ ticket })).toMatchObject({ status: 403, diagnostic: 20003 })
  }
})

conversation('[P4.2] a ticket is good for two minutes', async ({ app, ada }) => {
  await arrives(ada)
  const ticket = await ticketOf(ada)
  // The machine may be slow between the one and the other.
  app.movesClockOn(100_000)
  await ada.connects({ ticket })

  app.movesClockOn(21_000)

  expect(await ada.isTurnedAway({ ticket })).toMatchObject({ status: 403, diagnostic: 20003 })
})

conversation('[P5.2] a ticket ends with the session that it was made for', async ({ ada }) => {
  await arrives(ada)
  const ticket = await ticketOf(ada)
  await ada.http('/api/auth/sign-out', {})
  await ada.entersPassword()

  expect(await ada.isTurnedAway({ ticket })).toMatchObject({ status: 403, diagnostic: 20003 })
})

conversation('[P5.2] a device of somebody else, or of nobody', async ({ ada, mallory }) => {
  await arrives(ada)
  await arrives(mallory)

  for (const deviceId of [ada.deviceId, '01a0c450-6c00-7000-8000-000000000000']) {
    expect(await mallory.isTurnedAway({ deviceId })).toMatchObject({ status: 403, diagnostic: 20010 })
  }
})

conversation('[P5.2] a person who was disabled, until they are enabled again', async ({ app, ada }) => {
  await ada.signsIn()
  const ticket = await ticketOf(ada)

  await app.admin('user.set', { user: 'ada', disabled: true })

  await ada.connection.ended
  await expect(ada.connects({ ticket })).rejects.toMatchObject({ data: { status: 403 } })
  expect((await ada.entersPassword()).status).not.toBe(200)
  await app.admin('user.set', { user: 'ada', disabled: false })
  await ada.signsIn()
  await ada.hearsNothing()
})

conversation('[P5.2] more connections than a person may have', async ({ ada }) => {
  await arrives(ada)
  const held = Array.from({ length: 32 }, () => ada.onAnotherDevice())
  for (const device of held) {
    Object.assign(device, { token: ada.token, deviceId: ada.deviceId })
    await device.connects()
  }

  await expect(ada.connects()).rejects.toMatchObject({ data: { status: 403, diagnostic: 20009 } })

  held[0]?.leaves()
  await expect
    .poll(() =>
      ada.connects().then(
        () => 'connected',
        () => 'refused',
      ),
    )
    .toBe('connected')
  for (const device of held) device.leaves()
})

conversation('[P5.3] a binary frame ends the connection, and only that one', async ({ ada, mallory }) => {
  await ada.joins('Harbour')
  await mallory.joins('Harbour')

  mallory.connection.emitOther('xccos', Buffer.from('surprise'))

  await mallory.connection.ended
  await mallory.connects()
  await mallory.joins('Harbour')
  await ada.posts('Still afloat')
  await mallory.receives({ chat: 'Still afloat' })
})

/** The status of a WebSocket handshake, made by hand because a client library does not let one lie about its origin. */
function knocks(url: string, origin?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request: ClientRequest = get(`${url}/socket.io/?EIO=4&transport=websocket`, {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': Buffer.from('sixteen byte key').toString('base64'),
        ...(origin === undefined ? {} : { origin }),
      },
    })
    const tell = (status: number | undefined) => {
      resolve(status ?? 0)
      request.destroy()
    }
    request.on('upgrade', ({ statusCode }) => tell(statusCode))
    request.on('response', ({ statusCode }) => tell(statusCode))
    request.on('error', reject)
  })
}

conversation('[P5.4] a page of somebody else cannot connect', async ({ app }) => {
  const { port } = new URL(app.url)
  for (const own of [undefined, app.url]) expect(await knocks(app.url, own)).toBe(101)
  for (const foreign of [
    'https://evil.example',
    'null',
    `http://localhost.evil.example:${port}`,
    'http://localhost:1',
  ]) {
    expect([400, 403], foreign).toContain(await knocks(app.url, foreign))
  }
})

conversation(
  '[P4.3] switching the feature off ends every connection and every ticket, and there are no rooms to manage',
  async ({ app, ada, grace }) => {
    await ada.joins('Harbour')
    await grace.joins('Harbour')
    const ticket = await ticketOf(ada)
    expect((await ada.http('/api/rooms')).status).toBe(200)

    await app.admin('policy.set', { enablePersistentChat: false })
    await Promise.all([ada.connection.ended, grace.connection.ended])
    const refusal = await ada.connects({ ticket }).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ data: { status: 403, diagnostic: 20003 } })
    expect((await ada.http('/api/provisioning')).body).toMatchObject({
      EnablePersistentChat: false,
      ticket: null,
    })
    for (const way of ['/api/rooms', '/api/rooms/new', `/api/rooms/${crypto.randomUUID()}`])
      expect((await ada.http(way)).status, way).toBe(403)

    await app.admin('policy.set', { enablePersistentChat: true })
    await ada.connects({ ticket })
    await ada.joins('Harbour')
    await grace.connects()
  },
)
