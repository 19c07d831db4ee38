// Every command and every route that names a room, by everyone who can stand to it in some way: what is not theirs is refused, in the words for
// what does not exist where they may not even see it, and nothing has changed afterwards.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CommandName, commands } from '#shared/commands/index.ts'
import type { ErrorBody } from '#shared/web/errors.ts'
import { roomRoutes } from '../../server/web/routes/rooms.ts'
import { Person } from '../support/person.ts'
import {
  type Answer,
  closed,
  done,
  hidden,
  type Relation,
  refused,
  relations,
} from '../support/room-relations.ts'
import { TestApp } from '../support/start-app.ts'

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
  signal: {
    data: (room) => ({ room, to: '6f9e1c2a-0b3d-4e5f-8a9b-0c1d2e3f4a5b', data: 'an offer' }),
    needs: ({ reads }) => (reads === done ? 'NoSuchPrincipal' : reads),
  },
  relay: {
    data: (room) => ({ room, posts: [{ signed: '{}', sig: 'A'.repeat(86) }] }),
    needs: ({ reads }) => reads,
  },
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
  // Rooms that fail are items of the reply [P24.1].
  'gettickets',
  // Rooms that one may not read give nothing [P19.1].
  'bcsearch',
]

type Going = { path: string; body?: unknown; method?: 'PATCH' }
type Web = { goes: (room: Card) => Going; needs: (relation: Relation) => Answer }
type Card = { id: string; uri: string; name: string; category: { uri: string } }

/** An administrator sees and changes every room over HTTP. */
const overHttp = (answer: Answer, { person }: Relation) => (person === 'root' ? done : answer)

/** The same for each route that names a room or a category. */
const web: Record<string, Web> = {
  'GET /api/rooms/:id': {
    goes: ({ id }) => ({ path: `/api/rooms/${id}` }),
    needs: (relation) => overHttp(relation.sees === 'NodeDisabled' ? hidden : relation.sees, relation),
  },
  'PATCH /api/rooms/:id': {
    goes: ({ id }) => ({
      path: `/api/rooms/${id}`,
      body: { revision: 9, description: 'Mine' },
      method: 'PATCH',
    }),
    needs: (relation) =>
      relation.person === 'root' || relation.manages === done ? 'DataCollision' : relation.manages,
  },
  'POST /api/rooms': {
    goes: ({ id, category }) => ({ path: '/api/rooms', body: { name: `New ${id}`, category: category.uri } }),
    // Where there is no such category, and where there is one, reads the same.
    needs: ({ category = done }) => (category === done ? done : refused),
  },
  'POST /api/rooms/check-name': {
    goes: ({ uri, name }) => ({ path: '/api/rooms/check-name', body: { name, room: uri } }),
    needs: (relation) => overHttp(relation.manages, relation),
  },
  'POST /api/rooms/check-people': {
    goes: ({ category }) => ({
      path: '/api/rooms/check-people',
      body: { names: ['grace'], category: category.uri },
    }),
    needs: ({ category = done }) => category,
  },
  'GET /api/rooms/eligible': {
    goes: ({ uri, category }) => ({
      path: `/api/rooms/eligible?${new URLSearchParams({ role: 'presenter', category: category.uri, room: uri })}`,
    }),
    needs: (relation) => overHttp(relation.sees === 'NodeDisabled' ? hidden : relation.sees, relation),
  },
}
const WEB_WITHOUT_ROOM = ['GET /api/rooms', 'GET /api/rooms/new']

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

test('and so is every route', () => {
  const routes = roomRoutes.map(({ method, path }) => `${method} ${path}`)
  expect([...Object.keys(web), ...WEB_WITHOUT_ROOM].sort()).toEqual(routes.sort())
})

describe.each(relations.map((relation, row) => ({ ...relation, row })))('$who', ({ row, ...relation }) => {
  let room: string
  let who: Person

  beforeAll(async () => {
    who = relation.person === 'root' ? root : ada
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

  test.each(Object.keys(web))('[P7.1] %s', async (route) => {
    const card = (await root.http(`/api/rooms/${room.split('/').at(-1)}`)).body as Card
    const before = await standing(room)
    const { path, ...ask } = web[route]?.goes(card) ?? { path: '' }
    const { status, body } = await who.http(path, ask.body, ask.method)
    expect(status < 300 ? done : (body as ErrorBody).error.code).toBe(web[route]?.needs(relation))
    expect(await standing(room)).toEqual(before)
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
})

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
