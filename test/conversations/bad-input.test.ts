// What goes wrong, and what must not go wrong with it: each refusal has its documented code and a sentence, changes
// nothing, tells nothing, and leaves the connection as it was. The helper sends a good command after each.

import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'
import {
  DataCollision,
  ErrorPermission,
  InvalidArgument,
  LimitExceeded,
  MsgNotSupported,
  NoSuchNode,
} from '../support/errors.ts'
import type { Person } from '../support/person.ts'
import { Device } from '../support/protocol-device.ts'

/** Neither in the log nor on anybody's screen. */
async function nothingWasPosted(room: string, people: Person[]): Promise<void> {
  for (const person of people) {
    await person.hearsNothing()
    expect(await person.asks('bccontext', { room, last: {} })).toMatchObject({ head: 0, entries: [] })
  }
}

conversation('[P6.6] commands that do not exist', async ({ ada }) => {
  await ada.signsIn()
  for (const name of ['teleport', '__proto__', 'constructor', 'toString', 'JOIN', '']) {
    await ada.isRefused(name, {}, MsgNotSupported)
  }
  const reply = await ada.connection.ask('join', {})
  expect(reply.resp).toMatchObject(MsgNotSupported)
})

conversation('[P6.6] [P1.4] commands with data that does not fit', async ({ app, ada }) => {
  const room = await app.room('Harbour')
  await ada.signsIn()
  for (const data of [
    undefined,
    null,
    {},
    [],
    'Harbour',
    { room: 7 },
    { room: [room] },
    { room: 'Harbour' },
    { room: `${room}/` },
    { room, extra: true },
  ]) {
    await ada.isRefused('join', data, InvalidArgument)
  }
  for (const data of [
    { room, last: { count: 201 } },
    { room, last: { count: '30' } },
    { room },
    { room, last: {}, before: { seq: 1 } },
    { room, after: { seq: -1 } },
    { room, after: { seq: 1e300 } },
  ]) {
    await ada.isRefused('bccontext', data, InvalidArgument)
  }
  await ada.isRefused('bjoin', { rooms: Array(501).fill(room) }, InvalidArgument)
  await ada.isRefused('getassociations', { role: 'emperor' }, InvalidArgument)
  await ada.isRefused('chansrch', { criteria: 'x'.repeat(201) }, InvalidArgument)
  await ada.joins('Harbour')
})

conversation('[P6.2] things that are no envelope', async ({ ada, grace }) => {
  await grace.joins('Harbour')
  await ada.joins('Harbour')
  const cmd = { id: 'cmd:getserverinfo', seqid: 1 }
  for (const wrong of [
    undefined,
    null,
    7,
    'cmd',
    [],
    {},
    { ver: 1, envid: '1' },
    { ver: 2, envid: '1', cmd },
    { ver: 1, envid: 1, cmd },
    { ver: 1, envid: '1', cmd: [cmd] },
    { ver: 1, envid: '1', grpchat: [] },
    { ver: 1, envid: '1', grpchat: Array(65).fill({}) },
  ]) {
    expect(await ada.connection.emit(wrong)).toEqual({ status: 400, reason: expect.any(String) })
  }
  expect(await ada.connection.emit()).toMatchObject({ status: 400 })
  expect(await ada.connection.emit({}, {}, {})).toMatchObject({ status: 400 })
  await ada.hearsNothing()
  await ada.posts('Still here')
  await grace.receives({ chat: 'Still here' })
})

conversation('[P6.8] other events, and envelopes without an acknowledgement', async ({ ada }) => {
  await ada.signsIn()
  ada.connection.emitOther('message', { cmd: 'join' })
  ada.connection.emitOther('xccos')
  ada.connection.emitOther('xccos', null)
  ada.connection.emitOther(
    'xccos',
    { ver: 1, envid: '9', cmd: { id: 'cmd:nothing', seqid: 1 } },
    'no function',
  )
  await ada.hearsNothing()
})

conversation(
  '[P16.2] [P16.1] texts that a post may not have, and markup, which is only text',
  async ({ app, ada, grace }) => {
    const room = await app.room('Harbour')
    for (const person of [ada, grace]) await person.joins('Harbour')

    for (const text of [
      '',
      ' \n ',
      'a\u0000b',
      'a\u001b[2Jb',
      'a\u0085b',
      'invoice\u202efdp.exe',
      'a\u202ab',
    ]) {
      await ada.mayNotSend(ada.seals(text), InvalidArgument)
    }
    await nothingWasPosted(room, [ada, grace])

    const markup = '<script>alert(1)</script><img src=x onerror=alert(2)> &amp; \u2067עברית\u2069'
    await ada.posts(markup)
    await grace.receives({ chat: markup })
  },
)

conversation('[P17] posts that are too large', async ({ app, ada, grace }) => {
  const room = await app.room('Harbour')
  for (const person of [ada, grace]) await person.joins('Harbour')

  await ada.mayNotSend(ada.seals('a'.repeat(16_001)), InvalidArgument)
  await ada.mayNotSend(ada.seals('я'.repeat(8001)), InvalidArgument)
  await ada.mayNotSend(ada.key.sign('x'.repeat(48_001)), InvalidArgument)
  await nothingWasPosted(room, [ada, grace])

  await ada.posts('я'.repeat(8000))
  await grace.receives({ chat: 'я'.repeat(8000) })
})

conversation('[P6.7] frames that are too large', async ({ app, ada, grace }) => {
  const room = await app.room('Harbour')
  for (const person of [ada, grace]) await person.joins('Harbour')
  const good = ada.seals('I am well-formed')

  const [reply] = await ada.connection.post([good, { signed: 'x'.repeat(70_000), sig: good.sig }])
  expect(reply?.resp).toMatchObject(LimitExceeded)
  await ada.isRefused('chansrch', { criteria: 'x'.repeat(70_000) }, LimitExceeded)
  await nothingWasPosted(room, [ada, grace])

  await ada.sends([good])
  await grace.receives({ chat: 'I am well-formed' })

  ada.connection.emitOther('xccos', 'x'.repeat(2 * 1024 * 1024 + 100))
  await ada.connection.ended
  await ada.connects()
  await ada.joins('Harbour')
})

conversation('[P12.5] authors and devices that are forged', async ({ app, ada, mallory }) => {
  const room = await app.room('Harbour')
  for (const person of [ada, mallory]) await person.joins('Harbour')

  await mallory.mayNotSend(mallory.seals('I am Ada', { author: ada.uri }), ErrorPermission)
  await mallory.mayNotSend(mallory.seals('From her laptop', { device: ada.deviceId }), ErrorPermission)
  await mallory.mayNotSend(mallory.seals('Both', { author: ada.uri, device: ada.deviceId }), ErrorPermission)
  await mallory.mayNotSend(ada.seals('Stolen from the wire'), ErrorPermission)
  await nothingWasPosted(room, [ada, mallory])

  await mallory.posts('As myself, then')
  await ada.receives({ author: mallory.uri })
})

conversation('[P12.5] signatures that do not fit', async ({ app, ada, grace }) => {
  const room = await app.room('Harbour')
  for (const person of [ada, grace]) await person.joins('Harbour')
  const good = ada.seals('Signed by me')
  const altered = { ...good, signed: good.signed.replace('Signed', 'Sighed') }

  await ada.mayNotSend(altered, InvalidArgument)
  await ada.mayNotSend(new Device().sign(good.signed), InvalidArgument)
  await ada.mayNotSend({ ...good, sig: 'A'.repeat(86) }, InvalidArgument)
  await ada.mayNotSend({ ...good, sig: good.sig.slice(1) }, InvalidArgument)
  await ada.mayNotSend({ signed: good.signed }, InvalidArgument)
  await nothingWasPosted(room, [ada, grace])

  await ada.sends([good])
  await grace.receives({ chat: 'Signed by me' })
})

conversation('[P11.1] sealed texts that are no post', async ({ app, ada, grace }) => {
  const room = await app.room('Harbour')
  for (const person of [ada, grace]) await person.joins('Harbour')

  for (const change of [
    { v: 2 },
    { kind: 'purge' },
    { id: '1' },
    { room: 'Harbour' },
    { dseq: 0 },
    { dseq: 2 ** 60 },
    { prev: 7 },
    { hlc: 'now' },
    { chat: { html: '<b>' } },
    { admin: true },
  ]) {
    await ada.mayNotSend(ada.seals('Not quite right', change), InvalidArgument)
  }
  for (const signed of ['', 'null', '[]', '{"v":1', '"\\ud800"'])
    await ada.mayNotSend(ada.key.sign(signed), InvalidArgument)
  await nothingWasPosted(room, [ada, grace])
})

conversation('[P12.3] [P12.4] envelopes that are replayed', async ({ ada, grace, mallory }) => {
  for (const person of [ada, grace, mallory]) await person.joins('Harbour')
  const sealed = ada.seals('Pay Mallory ten pounds')
  const [receipt] = await ada.sends([sealed])
  for (const person of [grace, mallory]) await person.receives({ chat: 'Pay Mallory ten pounds' })

  await mallory.mayNotSend(sealed, ErrorPermission)
  await ada.mayNotSend(ada.seals('Pay Mallory a thousand', { id: receipt?.id }), DataCollision)
  const envelope = { ver: 1, envid: '1', grpchat: [sealed] }
  for (const again of [1, 2]) {
    const replied = ada.connection.replyTo('1', 1)
    expect(await ada.connection.emit(envelope), `time ${again}`).toEqual({ status: 200 })
    expect((await replied).data).toEqual(receipt)
  }
  await grace.hearsNothing()
})

conversation(
  '[P7.1] rooms that one may not see, for every command that names one',
  async ({ app, ada, mallory }) => {
    const secret = await app.opensRoom('Smugglers', { privacy: 'secret', members: [ada.uri] })
    await ada.joins('Smugglers')
    await ada.posts('Low tide at four')
    await mallory.joins('Harbour')
    const missing = secret.replace(/[0-9a-f]{8}$/, '00000000')

    for (const [command, data] of [
      ['join', {}],
      ['bccontext', { last: {} }],
      ['markread', { seq: 1 }],
    ] as const) {
      const hidden = await mallory.isRefused(command, { room: secret, ...data }, NoSuchNode)
      expect(await mallory.isRefused(command, { room: missing, ...data }, NoSuchNode)).toBe(hidden)
    }
    const follow = (room: string) => ({ publish: [{ name: 'roomSetting', instance: room }] })
    expect(await mallory.isRefused('setpresence', follow(secret), NoSuchNode)).toBe(
      await mallory.isRefused('setpresence', follow(missing), NoSuchNode),
    )
    expect(await mallory.mayNotSend(mallory.seals('Hello?', { room: secret }), NoSuchNode)).toBe(
      await mallory.mayNotSend(mallory.seals('Hello?', { room: missing }), NoSuchNode),
    )

    await ada.receives({ chat: 'Low tide at four' })
    await ada.hearsNothing()
    expect(await ada.asks('bccontext', { room: secret, last: {} })).toMatchObject({ head: 1 })
  },
)
