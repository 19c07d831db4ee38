// Every command that names a room, by everyone who can stand to it in some way: what is not theirs is refused, in the words for
// what does not exist where they may not even see it, and nothing has changed afterwards.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CommandName, commands } from '#shared/commands/index.ts'
import { Person } from '../support/person.ts'
import { type RoomOptions, TestApp } from '../support/start-app.ts'

const ADA = 'sip:ada@localhost'
const GRACE = 'sip:grace@localhost'

const hidden = 'NoSuchNode'
const refused = 'ErrorPermission'
const done = 'SUCCESS_OK'
type Answer =
  | typeof hidden
  | typeof refused
  | typeof done
  | 'NodeDisabled'
  | 'UserNotJoined'
  | 'CannotGetParticipantList'
type Relation = {
  who: string
  room: RoomOptions & { disabled?: true }
  reads: Answer
  sees: Answer
  manages: Answer
  person?: 'root'
}

const closed: RoomOptions = { privacy: 'closed', category: 'Crew', members: [GRACE] }
const secret: RoomOptions = { ...closed, privacy: 'secret' }

const relations: Relation[] = [
  { who: 'a stranger in scope', room: closed, reads: refused, sees: done, manages: refused },
  { who: 'a stranger to a secret', room: secret, reads: hidden, sees: hidden, manages: hidden },
  {
    who: 'somebody out of scope',
    room: { ...closed, category: 'Few' },
    reads: hidden,
    sees: hidden,
    manages: hidden,
  },
  {
    who: 'somebody denied',
    room: { ...closed, category: 'Yard' },
    reads: hidden,
    sees: hidden,
    manages: hidden,
  },
  { who: 'a member', room: { ...closed, members: [ADA, GRACE] }, reads: done, sees: done, manages: refused },
  { who: 'only a manager', room: { ...closed, managers: [ADA] }, reads: refused, sees: done, manages: done },
  {
    who: 'a presenter',
    room: { ...closed, type: 'auditorium', members: [ADA, GRACE], presenters: [ADA] },
    ...{ reads: done, sees: done, manages: refused },
  },
  {
    who: 'a creator of the category',
    room: { ...secret, category: 'Crew' },
    reads: hidden,
    sees: hidden,
    manages: hidden,
  },
  {
    who: 'a member of a disabled room',
    room: { ...closed, members: [ADA, GRACE], managers: [ADA], disabled: true },
    ...{ reads: 'NodeDisabled', sees: 'NodeDisabled', manages: 'NodeDisabled' },
  },
  // What an administrator may do beyond others, they do over HTTP and by command line [P18.11].
  {
    who: 'an administrator who is no member',
    room: secret,
    ...{ reads: hidden, sees: hidden, manages: hidden, person: 'root' },
  },
]

type Asking = { data: (room: string) => unknown; needs: (relation: Relation) => Answer }

/** Each command that names a room, and what it needs. Those that name none say why. */
const table: Partial<Record<CommandName, Asking>> = {
  join: { data: (room) => ({ room }), needs: ({ reads }) => reads },
  bccontext: { data: (room) => ({ room, last: {} }), needs: ({ reads }) => reads },
  bcamends: { data: (room) => ({ room, after: 0 }), needs: ({ reads }) => reads },
  getpins: { data: (room) => ({ room }), needs: ({ reads }) => reads },
  bcbydate: {
    data: (room) => ({ room, from: '2026-01-01T00:00:00Z' }),
    needs: ({ reads }) => reads,
  },
  bcbymsg: { data: (room) => ({ room, seq: 1, direction: 'after' }), needs: ({ reads }) => reads },
  // Who is there is told by joining already, except in a large room.
  getroster: {
    data: (room) => ({ room }),
    needs: ({ reads }) => (reads === done ? 'CannotGetParticipantList' : 'UserNotJoined'),
  },
  typing: { data: (room) => ({ room }), needs: ({ reads }) => reads },
  markread: { data: (room) => ({ room, seq: 1 }), needs: ({ reads }) => reads },
  setpresence: {
    data: (room) => ({ publish: [{ name: 'roomSetting', instance: room }] }),
    needs: ({ sees }) => sees,
  },
  chanmodify: {
    data: (room) => ({ room, revision: 1, description: 'Theirs' }),
    needs: ({ manages }) => manages,
  },
  chandel: { data: (room) => ({ room }), needs: ({ sees }) => (sees === done ? refused : sees) },
  part: { data: (room) => ({ room }), needs: ({ reads }) => (reads === done ? done : 'UserNotJoined') },
}
/** They name no room, or name only what is one's own. */
const WITHOUT_ROOM: CommandName[] = [
  ...(['getserverinfo', 'getassociations', 'getpresence', 'bjoin', 'getinv', 'chansrch'] as const),
  ...(['nodespermcreatechild', 'chancreate', 'usrsrch', 'getuserinfo', 'quit'] as const),
  ...(['getpref', 'getprefs', 'setpref'] as const),
  // Rooms that one may not read give nothing [P19.1].
  'bcsearch',
]

let app: TestApp
let ada: Person
let grace: Person
let root: Person

beforeAll(async () => {
  app = await TestApp.start()
  ada = new Person(app, await app.welcome('ada'))
  grace = new Person(app, await app.welcome('grace'))
  root = new Person(app, await app.welcome('root'))
  await app.admin('category.add', { name: 'Crew', creators: ['ada'] })
  await app.admin('category.add', { name: 'Few', allow: ['grace'] })
  await app.admin('category.add', { name: 'Yard', deny: ['ada'] })
  for (const person of [ada, grace, root]) await person.signsIn()
})
afterAll(async () => {
  for (const person of [ada, grace, root]) person.leaves()
  await app.stop()
})

test('every command is in the table, or names no room', () => {
  expect([...Object.keys(table), ...WITHOUT_ROOM].sort()).toEqual(Object.keys(commands).sort())
})

describe.each(relations.map((relation, row) => ({ ...relation, row })))(
  '$who',
  ({ row, person, ...relation }) => {
    let room: string
    let who: Person

    beforeAll(async () => {
      who = person === 'root' ? root : ada
      const { disabled, ...options } = relation.room
      room = await app.opensRoom(`Room ${row}`, options)
      if (disabled) await app.admin('room.set', { room, disabled })
    })

    test.each(Object.keys(table) as CommandName[])('[P7.1] [P6.6] cmd:%s', async (name) => {
      const asking = table[name]
      const before = await standing(room)
      const reply = await who.connection.ask(`cmd:${name}`, asking?.data(room))
      const expected = asking?.needs(relation)
      expect(reply.resp.text).toBe(expected)
      if (expected !== done) expect(await standing(room)).toEqual(before)
    })

    test('[P9.3] cmd:bjoin names it as failed, unless it may be entered', async () => {
      const { failed } = await who.asks('bjoin', { rooms: [room] })
      expect((failed as { text: string }[]).map(({ text }) => text)).toEqual(
        relation.reads === done ? [] : [relation.reads],
      )
    })

    test('nor is it told of in lists that are not theirs', async () => {
      const found = await who.asks('chansrch', { criteria: `room ${row}`, matchExactPhrase: true })
      expect((found.rooms as unknown[]).length).toBe(relation.sees === done ? 1 : 0)
      for (const role of ['member', 'manager']) {
        const { rooms } = await who.asks('getassociations', { role })
        if (relation.sees !== done) expect(JSON.stringify(rooms)).not.toContain(room)
      }
    })
  },
)

test('a disabled account: nothing that it asks is answered, on no way in', async () => {
  const mallory = new Person(app, await app.welcome('mallory'))
  const room = await app.opensRoom('Brig', { ...closed, members: [mallory.uri], managers: [mallory.uri] })
  await mallory.joins(room)
  const ways = ['/api/provisioning', '/api/rooms', '/api/rooms/new', `/api/rooms/${room.split('/').at(-1)}`]
  for (const way of ways) expect((await mallory.http(way)).status, way).toBe(200)
  const before = await standing(room)

  await app.admin('user.set', { user: 'mallory', disabled: true })

  const answered: string[] = []
  for (const [name, { data }] of Object.entries(table))
    void mallory.connection.ask(`cmd:${name}`, data(room)).then(
      ({ id }) => answered.push(id),
      () => undefined,
    )
  await mallory.connection.ended
  expect(answered).toEqual([])
  for (const way of ways) expect((await mallory.http(way)).status, way).toBe(401)
  expect(await standing(room)).toEqual(before)
})

/** What the room is to somebody who belongs to it, and what an administrator sees of it. */
async function standing(room: string) {
  const { rooms } = await app.admin('room.list')
  return (rooms as { uri: string }[]).find(({ uri }) => uri === room)
}
