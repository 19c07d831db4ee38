// Commands and envelopes that are wrong: each refusal has its documented code and a sentence, changes
// nothing, tells nothing, and leaves the connection as it was. The scene sends a good command after each.

import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'
import { InvalidArgument, LimitExceeded, MsgNotSupported, NoSuchNode } from '../support/errors.ts'

conversation('[P6.6] [P6.5] commands that do not exist', async ({ ada }) => {
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

conversation('[P6.7] frames that are too large', async ({ ada, grace }) => {
  for (const person of [ada, grace]) await person.joins('Harbour')
  const good = ada.seals('I am well-formed')

  const [reply] = await ada.connection.post([good, { signed: 'x'.repeat(170_000), sig: good.sig }])
  expect(reply?.resp).toMatchObject(LimitExceeded)
  await ada.isRefused('chansrch', { criteria: 'x'.repeat(170_000) }, LimitExceeded)
  for (const person of [ada, grace]) await person.hearsNothing()

  await ada.sends([good])
  await grace.receives({ chat: 'I am well-formed' })

  ada.connection.emitOther('xccos', 'x'.repeat(2 * 1024 * 1024 + 100))
  await ada.connection.ended
  await ada.connects()
  await ada.joins('Harbour')
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
