// What devices get from the server so that they can do without it: tickets, who else is there, and each other's first words. Whoever
// loses the right loses the ticket, and everybody hears of it.

import { createPublicKey, verify } from 'node:crypto'
import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'
import { ErrorPermission, NoSuchPrincipal, UserNotJoined } from '../support/errors.ts'
import type { Person } from '../support/person.ts'

type Signed = { signed: string; kid: string; sig: string }
type Given = { room: string; ticket: Signed; epoch?: Signed; present: string[] }
type Fields = Record<string, unknown>

const HOUR_MS = 60 * 60_000
const FINGERPRINT = Array.from({ length: 32 }, () => '0A').join(':')

async function asksFor(who: Person, ...rooms: string[]): Promise<{ rooms: Given[]; failed: unknown[] }> {
  const given = await who.asks('gettickets', { rooms, fingerprint: FINGERPRINT })
  return given as { rooms: Given[]; failed: unknown[] }
}

/** As anyone can check it with the keys that provisioning tells. */
async function read(who: Person, prefix: string, { signed, kid, sig }: Signed): Promise<Fields> {
  const { poolKeys } = (await who.http('/api/provisioning')).body as {
    poolKeys: { kid: string; publicKey: string }[]
  }
  const x = String(poolKeys.find((key) => key.kid === kid)?.publicKey)
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  const bytes = Buffer.from(`${prefix}\0${signed}`)
  expect(verify(null, bytes, key, Buffer.from(sig, 'base64url'))).toBe(true)
  return JSON.parse(signed) as Fields
}

conversation(
  '[P24.1] [P24.2] [P24.4] who is in a room gets a ticket for this device, and may call who else has one',
  async ({ ada, grace, linus, app }) => {
    const room = await app.opensRoom('Bridge')
    const harbour = await app.room('Harbour')
    for (const person of [ada, grace, linus]) await person.joins('Bridge')
    const { rooms, failed } = await asksFor(ada, room, harbour)
    expect(failed).toEqual([{ uri: harbour, code: 412, text: 'UserNotJoined' }])
    expect(rooms).toMatchObject([{ room, present: [] }])
    const [given] = rooms
    if (!given) return
    expect(given).not.toHaveProperty('epoch')
    const ticket = await read(ada, 'backchat.member.v1', given.ticket)
    expect(ticket).toMatchObject({
      ...{ v: 1, room, device: ada.deviceId, key: ada.key.publicKey, fingerprint: FINGERPRINT },
      ...{ person: ada.uri, name: 'Ada Lovelace', mayPost: true },
    })
    expect(Number(ticket.exp) - Number(ticket.iat)).toBe(24 * HOUR_MS)

    const call = { room, to: ada.deviceId, data: 'an offer' }
    await grace.isRefused('signal', call, NoSuchPrincipal)
    expect((await asksFor(grace, room)).rooms).toMatchObject([{ present: [ada.deviceId] }])
    await grace.asks('signal', call)
    await ada.isTold('signal', { room, from: grace.deviceId, data: 'an offer' })
    await grace.isRefused('signal', { ...call, to: linus.deviceId }, NoSuchPrincipal)
    await linus.hearsNothing()
    await linus.parts('Bridge')
    await linus.isRefused('signal', call, UserNotJoined)
    await ada.hearsNothing()
  },
)

conversation(
  '[P24.3] a right that is lost voids the ticket, whoever is there hears so, and a new one holds again',
  async ({ ada, grace, linus, app }) => {
    const room = await app.opensRoom('Bridge', { privacy: 'closed', members: ['ada', 'grace', 'linus'] })
    for (const person of [ada, grace, linus]) {
      await person.joins('Bridge')
      await asksFor(person, room)
    }
    linus.leaves()
    await app.admin('room.set', { room: 'Bridge', remove: { member: ['linus'] } })
    const told = await ada.isTold('epoch', { room })
    const first = await read(ada, 'backchat.epoch.v1', told.statement as Signed)
    expect(first).toMatchObject({ v: 1, room, before: 0, revoked: [[linus.deviceId, first.epoch]] })

    await app.admin('user.set', { user: 'grace', disabled: true })
    const again = await ada.isTold('epoch', { room })
    const second = await read(ada, 'backchat.epoch.v1', again.statement as Signed)
    expect(second.revoked).toEqual([
      [grace.deviceId, second.epoch],
      [linus.deviceId, first.epoch],
    ])
    expect(Number(second.epoch)).toBeGreaterThan(Number(first.epoch))

    await app.admin('room.set', { room: 'Bridge', add: { member: ['linus'] } })
    await linus.connects()
    await linus.joins('Bridge')
    const [given] = (await asksFor(linus, room)).rooms
    if (!given?.epoch) return expect.fail('There is a statement by now.')
    const ticket = await read(linus, 'backchat.member.v1', given.ticket)
    expect(Number(ticket.iat)).toBeGreaterThanOrEqual(Number(first.epoch))
    expect(await read(linus, 'backchat.epoch.v1', given.epoch)).toMatchObject({ epoch: second.epoch })
  },
)

conversation(
  '[P24.5] [P23.5] policy says where, and for how long; where it is switched off all tickets are void',
  async ({ ada, app }) => {
    const room = await app.opensRoom('Bridge')
    await ada.joins('Bridge')
    await app.admin('policy.set', { mesh: { ticketHours: 2 } })
    const [given] = (await asksFor(ada, room)).rooms
    const ticket = await read(ada, 'backchat.member.v1', given?.ticket as Signed)
    expect(Number(ticket.exp) - Number(ticket.iat)).toBe(2 * HOUR_MS)
    await expect(app.admin('policy.set', { mesh: { ticketHours: 73 } })).rejects.toMatchObject({
      code: 'InvalidArgument',
    })
    await app.admin('policy.set', { mesh: { mode: 'off' } })
    const { statement } = await ada.isTold('epoch', { room })
    expect((await read(ada, 'backchat.epoch.v1', statement as Signed)).revoked).toHaveLength(1)
    expect((await asksFor(ada, room)).failed).toMatchObject([{ uri: room, text: ErrorPermission.text }])
    expect((await ada.http('/api/provisioning')).body).toMatchObject({ mesh: { enabled: false } })
  },
)
