// What went from device to device while the server was away is handed in by whoever carries it: once, in its order, under its
// author's name and right, and nobody else's word.

import { createHash, createPublicKey, verify } from 'node:crypto'
import { join } from 'node:path'
import { expect } from 'vitest'
import { archives, eventsIn, run } from '../support/archive-scene.ts'
import { conversation } from '../support/conversation.ts'
import { ErrorPermission, NoSuchNode, UserNotJoined } from '../support/errors.ts'
import type { Person } from '../support/person.ts'
import type { Sealed } from '../support/protocol-device.ts'

type Answer = { answer: string; hash: string; seq?: number; text?: string }
type Signed = { signed: string; kid: string; sig: string }
type Handed = { answers: Answer[]; receipts: Signed[] }

/** The address of no room. */
const anotherThan = (room: string) => room.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
const hashOf = ({ signed }: Sealed) => createHash('sha256').update(signed).digest('base64url')
const handsIn = async (carrier: Person, room: string, posts: Sealed[]) =>
  (await carrier.asks('relay', { room, posts })) as Handed

/** Receipts as anyone can check them, with the keys that provisioning tells. */
async function checked(receipts: Signed[], reader: Person): Promise<unknown[]> {
  const { poolKeys } = (await reader.http('/api/provisioning')).body as {
    poolKeys: { kid: string; publicKey: string }[]
  }
  return receipts.map(({ signed, kid, sig }) => {
    const x = poolKeys.find((key) => key.kid === kid)?.publicKey
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: String(x) }, format: 'jwk' })
    const bytes = Buffer.from(`backchat.receipt.v1\0${signed}`)
    expect(verify(null, bytes, key, Buffer.from(sig, 'base64url'))).toBe(true)
    return JSON.parse(signed)
  })
}

conversation(
  '[P23.2] [P23.4] [P23.1] [P23.5] what several devices carry is stored once, in the order in which it was written, where devices may talk',
  async ({ ada, grace, linus, app }) => {
    const room = await app.opensRoom('Bridge')
    for (const person of [ada, grace, linus]) await person.joins('Bridge')
    const hlc = (at: number) => `${at.toString(16).padStart(12, '0')}-0000`
    const [first, third] = [1, 3].map((at) => ada.seals(`Ada ${at}`, { hlc: hlc(at) }))
    const second = grace.seals('Grace 2', { hlc: hlc(2) })
    if (!first || !third) return
    ada.leaves()
    const [one, other] = await Promise.all([
      handsIn(linus, room, [third, second]),
      handsIn(grace, room, [first, second]),
    ])
    expect(one.answers).toMatchObject([
      { answer: 'accepted', hash: hashOf(third), seq: 3 },
      { hash: hashOf(second), seq: 2 },
    ])
    expect(other.answers).toMatchObject([
      { answer: 'accepted', seq: 1 },
      { hash: hashOf(second), seq: 2 },
    ])
    const seconds = [one.answers[1]?.answer, other.answers[1]?.answer].sort()
    expect(seconds, 'one of them brought it first').toEqual(['accepted', 'duplicate'])
    for (const [seq, chat] of [
      [1, 'Ada 1'],
      [2, 'Grace 2'],
      [3, 'Ada 3'],
    ] as const)
      await linus.receives({ seq, chat, via: 'mesh', ...(seq === 2 ? {} : { authdisp: 'Ada Lovelace' }) })
    expect(await checked(one.receipts, linus)).toMatchObject([
      {
        v: 1,
        room,
        entries: [
          [2, JSON.parse(second.signed).id, hashOf(second)],
          [3, expect.any(String), hashOf(third)],
        ],
      },
    ])

    await ada.connects()
    await ada.isRefused('relay', { room, posts: [third] }, UserNotJoined)
    await ada.isRefused('relay', { room: anotherThan(room), posts: [third] }, NoSuchNode)
    await ada.joins('Bridge')
    const [again] = await ada.sends([first])
    expect(again, 'its author sends it too, and is answered as they were').toMatchObject({ seq: 1 })

    await app.admin('category.add', { name: 'Ashore' })
    for (const mesh of [{ mode: 'off' }, { mode: 'named', categories: ['Ashore'] }]) {
      await app.admin('policy.set', { mesh })
      await ada.isRefused('relay', { room, posts: [third] }, ErrorPermission)
    }
    await app.admin('policy.set', { mesh: { mode: 'named', categories: ['Port'] } })
    expect((await handsIn(ada, room, [third])).answers).toMatchObject([{ answer: 'duplicate', seq: 3 }])
  },
)

conversation(
  '[P23.3] [P22.21] what its author may not say is withheld and recorded, and what nobody signed is not even that',
  async ({ ada, grace, linus, app }) => {
    const folder = await archives(app, ['jsonl'])
    const room = await app.opensRoom('Bridge')
    for (const person of [ada, grace, linus]) await person.joins('Bridge')
    const late = ada.seals('Said before I was disabled')
    const forged = { ...grace.seals('Not hers'), sig: late.sig }
    const borrowed = linus.seals('By Linus, she says', { author: grace.uri })
    const elsewhere = linus.seals('Elsewhere', { room: anotherThan(room) })
    await app.admin('user.set', { user: 'ada', disabled: true })
    const { answers, receipts } = await handsIn(linus, room, [late, forged, borrowed, elsewhere])
    expect(answers.map(({ answer, text }) => [answer, text])).toEqual([
      ['withheld', 'NoSuchNode'],
      ['withheld', 'InvalidArgument'],
      ['withheld', 'ErrorPermission'],
      ['withheld', 'InvalidArgument'],
    ])
    expect(receipts).toEqual([])
    await grace.hearsNothing()

    const control = grace.seals('Still here')
    expect((await handsIn(linus, room, [control])).answers).toMatchObject([{ answer: 'accepted', seq: 1 }])
    await run(app)
    const told = eventsIn(join(folder, 'jsonl')).filter(({ body }) => body.carrier)
    expect(told.map(({ kind, person, body }) => [kind, person.uri, body.why])).toEqual([
      ['refused', ada.uri, 'NoSuchNode'],
      ['chat', grace.uri, undefined],
    ])
    expect(told[0]?.body).toMatchObject({ ...late, carrier: { person: linus.uri, device: linus.deviceId } })
  },
)
