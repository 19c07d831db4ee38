import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { type CommandName, commands } from '#shared/commands/index.ts'
import { ackSchema, downEnvelopeSchema, upEnvelopeSchema } from '#shared/envelope.ts'
import { ERROR_CODES, isErrorName, noSuchRoom, XccosError } from '#shared/errors.ts'
import { POSTS_PER_ENVELOPE } from '#shared/limits.ts'
import { notices } from '#shared/notices/index.ts'

const ROOM = 'ma-chan://localhost/6f9e1c2a-0b3d-4e5f-8a9b-0c1d2e3f4a5b'
const asked: Record<CommandName, object> = {
  getserverinfo: {},
  getassociations: { role: 'member' },
  getpresence: {},
  setpresence: { publish: [{ name: 'roomSetting', instance: ROOM }] },
  bjoin: { rooms: [ROOM] },
  join: { room: ROOM },
  bccontext: { room: ROOM, last: {} },
  bcamends: { room: ROOM, after: 0 },
  getpins: { room: ROOM },
  bcbydate: { room: ROOM, from: '2027-01-01T00:00:00Z' },
  bcbymsg: { room: ROOM, seq: 1, direction: 'after' },
  bcsearch: { criteria: 'tide' },
  getinv: { inviteId: 0 },
  chansrch: { criteria: '' },
  markread: { room: ROOM, seq: 0 },
  part: { room: ROOM },
  nodespermcreatechild: {},
  chancreate: { name: 'Quay', category: ROOM.replace('chan', 'cat') },
  chanmodify: { room: ROOM, revision: 1, description: 'Where boats lie' },
  chandel: { room: ROOM },
  getroster: { room: ROOM },
  getuserinfo: { uri: 'sip:ada@localhost' },
  usrsrch: { criteria: '' },
  typing: { room: ROOM },
  getpref: { label: 'feeds' },
  getprefs: { after: 0 },
  setpref: { label: 'draft/6f9e', content: '' },
  gettickets: { rooms: [ROOM], fingerprint: Array(32).fill('0A').join(':') },
  signal: { room: ROOM, to: '6f9e1c2a-0b3d-4e5f-8a9b-0c1d2e3f4a5b', data: 'offer' },
  relay: { room: ROOM, posts: [{ signed: '{}', sig: 'A'.repeat(86) }] },
  quit: {},
}
const cmd = { id: 'cmd:join', seqid: 1, data: { room: ROOM } }

describe('an envelope going up', () => {
  test('holds one command or some posts', () => {
    expect(v.is(upEnvelopeSchema, { ver: 1, envid: '7962449779256945056', cmd })).toBe(true)
    expect(v.is(upEnvelopeSchema, { ver: 1, envid: '1', grpchat: [{}] })).toBe(true)
    expect(v.is(upEnvelopeSchema, { ver: 1, envid: '1', grpchat: Array(POSTS_PER_ENVELOPE).fill({}) })).toBe(
      true,
    )
  })

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a list', []],
    ['another version', { ver: 2, envid: '1', cmd }],
    ['a number for envid', { ver: 1, envid: 1, cmd }],
    ['an envid of 21 digits', { ver: 1, envid: '1'.repeat(21), cmd }],
    ['no item', { ver: 1, envid: '1' }],
    ['both kinds of item', { ver: 1, envid: '1', cmd, grpchat: [{}] }],
    ['no posts', { ver: 1, envid: '1', grpchat: [] }],
    ['too many posts', { ver: 1, envid: '1', grpchat: Array(POSTS_PER_ENVELOPE + 1).fill({}) }],
    ['a command without a number', { ver: 1, envid: '1', cmd: { id: 'cmd:join' } }],
    ['a command numbered zero', { ver: 1, envid: '1', cmd: { ...cmd, seqid: 0 } }],
    ['a command with an endless name', { ver: 1, envid: '1', cmd: { ...cmd, id: 'x'.repeat(65) } }],
    ['a reply', { ver: 1, envid: '1', rpl: [] }],
  ])('is not %s', (_what, envelope) => {
    expect(v.is(upEnvelopeSchema, envelope)).toBe(false)
  })
})

test('an envelope going down may hold several of each', () => {
  const reply = {
    id: 'rpl:join',
    commandid: { envid: '1', seqid: 1 },
    resp: { code: 200, text: 'SUCCESS_OK' },
  }
  const notice = { id: 'ntc:kick', data: { room: ROOM, code: 410, text: 'NodeDisabled' } }
  expect(v.is(downEnvelopeSchema, { ver: 1, envid: '1', rpl: [reply, reply], ntc: [notice, notice] })).toBe(
    true,
  )
  expect(v.is(downEnvelopeSchema, { ver: 1, envid: '1', rpl: [{ ...reply, commandid: undefined }] })).toBe(
    false,
  )
})

test('acknowledgements say when to come again, or why not', () => {
  expect(v.is(ackSchema, { status: 200 })).toBe(true)
  expect(v.is(ackSchema, { status: 481 })).toBe(true)
  expect(v.is(ackSchema, { status: 503, retryAfterMs: 250 })).toBe(true)
  expect(v.is(ackSchema, { status: 503 })).toBe(false)
  expect(v.is(ackSchema, { status: 400 })).toBe(false)
  expect(v.is(ackSchema, { status: 204 })).toBe(false)
})

describe('the tables', () => {
  test('name each command and notice once, by its id', () => {
    for (const [name, command] of Object.entries(commands)) {
      expect(command).toMatchObject({ name, cmd: `cmd:${name}`, rpl: `rpl:${name}` })
    }
    for (const [name, notice] of Object.entries(notices)) {
      expect(notice).toMatchObject({ name, ntc: `ntc:${name}` })
    }
  })

  test('refuse a field that a command does not know', () => {
    expect(Object.keys(asked).sort()).toEqual(Object.keys(commands).sort())
    for (const [name, command] of Object.entries(commands)) {
      const data = asked[name as CommandName]
      expect(v.is(command.data, data), name).toBe(true)
      expect(v.is(command.data, { ...data, extra: 1 }), name).toBe(false)
    }
  })

  test('ask for exactly one place in history', () => {
    const { data } = commands.bccontext
    expect(v.parse(data, { room: ROOM, last: {} })).toEqual({ room: ROOM, last: { count: 30 } })
    expect(v.is(data, { room: ROOM, after: { seq: 0, count: 200 } })).toBe(true)
    for (const wrong of [
      {},
      { last: { count: 201 } },
      { last: { count: 0 } },
      { before: {} },
      { after: { seq: -1 } },
    ]) {
      expect(v.is(data, { room: ROOM, ...wrong })).toBe(false)
    }
    expect(v.is(data, { room: ROOM, last: { count: 1 }, before: { seq: 1, count: 1 } })).toBe(false)
  })
})

describe('errors', () => {
  test('have a name, its number and a sentence', () => {
    const error = new XccosError('UserNotJoined', 'Join the room first.')
    expect([error.code, error.status, error.message]).toEqual(['UserNotJoined', 412, 'Join the room first.'])
    expect(isErrorName('UserNotJoined')).toBe(true)
    expect(isErrorName('toString')).toBe(false)
    for (const number of Object.values(ERROR_CODES)) expect(number).toBeGreaterThanOrEqual(400)
  })

  test('do not tell a hidden room from a missing one', () => {
    expect(noSuchRoom()).toMatchObject({ code: 'NoSuchNode', status: 404 })
  })
})
