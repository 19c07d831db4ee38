// One line that would kill a server whose handlers trust their arguments: no argument, nothing in it, nobody to answer
// to, and a service that fails in a way that nobody foresaw.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLogger } from '../../server/logger.ts'
import { Person } from '../support/person.ts'
import { openWebFixture, type WebFixture } from '../support/web-fixture.ts'
import { RawSocket } from './support/raw-socket.ts'

const PASSWORD = 'a long enough password'
const ENVELOPE = '{"ver":1,"envid":"7","cmd":{"id":"cmd:getserverinfo","seqid":1}}'

let fixture: WebFixture
let ada: Person
let raw: RawSocket
const logged: string[] = []

beforeAll(async () => {
  fixture = await openWebFixture({}, { log: createLogger('error', { write: (line) => logged.push(line) }) })
  const house = { url: fixture.app.url, room: async (name: string) => name }
  ada = new Person(house, { username: 'ada', displayName: 'Ada', password: PASSWORD, admin: true })
  await ada.signsIn()
  raw = await RawSocket.admitted(fixture.app.port, ada)
})
afterAll(async () => {
  raw.leaves()
  ada.leaves()
  await fixture.close()
})

test.each([
  ['no argument', '42["xccos"]', ''],
  ['no argument, and an answer wanted', '4271["xccos"]', '4371[{"status":400'],
  ['nothing', '4272["xccos",null]', '4372[{"status":400'],
  ['an empty object', '4273["xccos",{}]', '4373[{"status":400'],
  ['an empty list', '4274["xccos",[]]', '4374[{"status":400'],
  ['a function in words', '4275["xccos",{},"function(){}"]', '4375[{"status":400'],
  ['a good envelope and nobody to answer to', `42["xccos",${ENVELOPE}]`, '42["xccos",{"ver":1'],
  ['a good envelope and an object to answer to', `42["xccos",${ENVELOPE},{}]`, '42["xccos",{"ver":1'],
  ['an answer number beyond all numbers', `42${'9'.repeat(400)}["xccos",${ENVELOPE}]`, '42["xccos",{"ver":1'],
])('F4: %s', async (_what, packet, answer) => {
  raw.text(packet)
  if (answer !== '') await raw.hears((text) => text.startsWith(answer), answer)
  expect(await raw.isServed()).toBe(true)
  expect(logged).toEqual([])
})

test.each<[string, () => Promise<never>]>([
  ['rejects', () => Promise.reject(new Error('the handler rejected'))],
  [
    'throws before it promises',
    () => {
      throw new Error('the handler threw')
    },
  ],
  ['rejects with nothing at all', () => Promise.reject(undefined)],
  ['rejects with what cannot be printed', () => Promise.reject(Object.create(null))],
])(
  'F4: a service that %s is answered with ServerError and logged whole, and the next command served',
  async (_how, fails) => {
    const { search, posting } = fixture.app.channel
    const [rooms, post] = [search.rooms, posting.post]
    search.rooms = fails
    posting.post = fails
    try {
      expect(await raw.asks('chansrch', '{"criteria":""}')).toMatchObject({ code: 500, text: 'ServerError' })
      expect(await raw.posts(JSON.stringify(ada.key.sign('{}')))).toMatchObject({
        code: 500,
        text: 'ServerError',
      })
    } finally {
      Object.assign(search, { rooms })
      Object.assign(posting, { post })
    }
    expect(logged.splice(0)).toHaveLength(2)
    expect(await raw.asks('chansrch', '{"criteria":""}')).toMatchObject({ code: 200 })
  },
)
