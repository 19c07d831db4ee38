// Names that mean something to every object of the language, wherever a name can stand. They are names like others,
// or refused; no object gains a field by them.

import { afterEach, expect } from 'vitest'
import { conversation } from '../support/conversation.ts'
import { InvalidArgument, MsgNotSupported } from '../support/errors.ts'
import { Person } from '../support/person.ts'
import { RawSocket } from './support/raw-socket.ts'

const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__defineGetter__',
]
const POLLUTED = '{"admin":true,"polluted":"yes"}'

/** The server lives in this very process, so its objects are ours. */
function expectClean(): void {
  const bare: Record<string, unknown> = {}
  for (const name of ['admin', 'polluted', 'joined', 'code']) expect(bare[name]).toBeUndefined()
  expect(Object.keys(Object.prototype)).toEqual([])
  expect(String({})).toBe('[object Object]')
}
afterEach(expectClean)

conversation('H-11: rooms, categories and people of such names are like others', async ({ app, ada }) => {
  for (const name of NAMES) {
    await app.admin('category.add', { name: `${name} too` })
    await app.opensRoom(name, { category: `${name} too`, description: name, members: ['ada'] })
  }
  await ada.signsIn()
  for (const name of NAMES) {
    const { rooms } = await ada.asks('chansrch', { criteria: name, matchExactPhrase: true })
    expect((rooms as { name: string }[]).map((room) => room.name)).toContain(name)
    expect(await ada.joins(name)).toMatchObject({ name })
    await ada.posts(name)
    await ada.receives({ chat: name })
    await ada.follows(name)
  }
  const { categories } = await ada.asks('getpresence')
  expect(categories).toHaveLength(NAMES.length)

  for (const username of ['constructor', 'prototype', 'tostring']) {
    const account = { username, displayName: '__proto__', password: 'a long enough password', admin: false }
    await app.admin('user.add', account)
    const person = new Person(app, account)
    expect(await person.joins('constructor')).toMatchObject({ name: 'constructor' })
    await person.posts('hello')
    await ada.receives({ chat: 'hello', authdisp: '__proto__' })
    person.leaves()
  }
})

conversation(
  'H-11: such names as keys are refused over the socket, and as commands unknown',
  async ({ app, ada }) => {
    await ada.joins('Harbour')
    const room = await app.room('Harbour')
    const raw = await RawSocket.admitted(Number(new URL(app.url).port), ada)
    for (const key of NAMES) {
      const refused = { code: 400, text: 'InvalidArgument' }
      expect(await raw.asks('join', `{"room":"${room}","${key}":${POLLUTED}}`)).toMatchObject(refused)
      expect(await raw.asks('bccontext', `{"room":"${room}","last":{"${key}":${POLLUTED}}}`)).toMatchObject(
        refused,
      )
      expect(
        await raw.asks('setpresence', `{"publish":[{"name":"roomSetting","instance":"${room}","${key}":1}]}`),
      ).toMatchObject(refused)
      expect(await raw.asks('setpresence', `{"${key}":${POLLUTED}}`)).toMatchObject(refused)
      expect(await raw.posts(`{"signed":"{}","sig":"x","${key}":${POLLUTED}}`)).toMatchObject(refused)
      const signed = ada.seals('good').signed.replace('{', `{"${key}":${POLLUTED},`)
      expect(await raw.posts(JSON.stringify(ada.key.sign(signed)))).toMatchObject(refused)
      raw.text(
        `42999["xccos",{"ver":1,"envid":"1","${key}":${POLLUTED},"cmd":{"id":"cmd:getpresence","seqid":1}}]`,
      )
      await raw.hears((text) => text.startsWith('43999[{"status":400'), 'a refusal')
      raw.text(`42["${key}",${POLLUTED}]`)
      await ada.isRefused(key, {}, MsgNotSupported)
      await ada.isRefused('join', { room: key }, InvalidArgument)
      expectClean()
    }
    expect(await raw.isServed()).toBe(true)
    raw.leaves()
    await ada.posts('Still here')
  },
)

conversation('H-11: and over HTTP', async ({ app, ada }) => {
  await ada.signsIn()
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${ada.token}` }
  for (const key of NAMES) {
    const body = `{"publicKey":"${ada.key.publicKey}","name":"x","${key}":${POLLUTED}}`
    const answer = await fetch(`${app.url}/api/devices`, { method: 'POST', headers, body })
    expect(answer.status).toBe(400)
    const query = await fetch(`${app.url}/api/health?${key}[admin]=1&${key}.polluted=1`)
    expect(query.status).toBe(200)
  }
  expect((await ada.enrols()).status).toBe(200)
})
