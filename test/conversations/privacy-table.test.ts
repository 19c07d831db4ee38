// Who may do what in which room: the original's table (facts 3.4, 3.5), every cell one check.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Person } from '../support/person.ts'
import { type RoomOptions, TestApp } from '../support/start-app.ts'

type Cell = 'find' | 'see its card' | 'see its members' | 'join' | 'read' | 'post' | 'change it'
const CELLS: Cell[] = ['find', 'see its card', 'see its members', 'join', 'read', 'post', 'change it']

const ADA = 'sip:ada@localhost'
const GRACE = 'sip:grace@localhost'

type Row = { who: string; room: RoomOptions & { disabled?: true }; may: Cell[]; person?: 'root' }

const seeing: Cell[] = ['find', 'see its card']
const listed: Cell[] = [...seeing, 'see its members']
const inside: Cell[] = ['join', 'read']
const closed = { privacy: 'closed' } as const
const secret = { privacy: 'secret' } as const
const auditorium = { type: 'auditorium' } as const
const member = { members: [ADA, GRACE] }
const presenter = { ...member, presenters: [ADA] }
const denied = { category: 'Yard' }

const rows: Row[] = [
  { who: 'anyone in scope of an open room', room: {}, may: [...seeing, ...inside, 'post'] },
  { who: 'anyone in scope of an open auditorium', room: auditorium, may: [...seeing, ...inside] },
  {
    who: 'a presenter of an open auditorium',
    room: { ...auditorium, presenters: [ADA] },
    may: [...seeing, ...inside, 'post'],
  },
  { who: 'in scope of a closed room, no member', room: closed, may: listed },
  { who: 'a member of a closed room', room: { ...closed, ...member }, may: [...listed, ...inside, 'post'] },
  {
    who: 'a member of a closed auditorium',
    room: { ...closed, ...auditorium, ...member },
    may: [...listed, ...inside],
  },
  {
    who: 'a presenter of a closed auditorium',
    room: { ...closed, ...auditorium, ...presenter },
    may: [...listed, ...inside, 'post'],
  },
  { who: 'in scope of a secret room, no member', room: secret, may: [] },
  { who: 'a member of a secret room', room: { ...secret, ...member }, may: [...listed, ...inside, 'post'] },
  {
    who: 'a member of a secret auditorium',
    room: { ...secret, ...auditorium, ...member },
    may: [...listed, ...inside],
  },
  {
    who: 'a presenter of a secret auditorium',
    room: { ...secret, ...auditorium, ...presenter },
    may: [...listed, ...inside, 'post'],
  },
  {
    who: 'a manager of a closed room, no member',
    room: { ...closed, managers: [ADA] },
    may: [...listed, 'change it'],
  },
  {
    who: 'a manager of a secret room, no member',
    room: { ...secret, managers: [ADA] },
    may: [...listed, 'change it'],
  },
  {
    who: 'a manager and member of an auditorium, no presenter',
    room: { ...closed, ...auditorium, ...member, managers: [ADA] },
    may: [...listed, ...inside, 'change it'],
  },
  { who: 'out of scope of an open room', room: denied, may: [] },
  { who: 'out of scope of a closed room', room: { ...denied, ...closed }, may: [] },
  { who: 'out of scope of a secret room', room: { ...denied, ...secret }, may: [] },
  {
    who: 'an administrator, no member',
    room: secret,
    may: ['see its card', 'see its members', 'change it'],
    person: 'root',
  },
  { who: 'anyone, in a disabled open room', room: { disabled: true }, may: [] },
  { who: 'a member of a disabled room', room: { ...closed, ...member, disabled: true }, may: [] },
  { who: 'a manager of a disabled room', room: { ...closed, managers: [ADA], disabled: true }, may: [] },
]

let app: TestApp
let ada: Person
let root: Person

beforeAll(async () => {
  app = await TestApp.start()
  ada = new Person(app, await app.welcome('ada'))
  await app.welcome('grace')
  root = new Person(app, await app.welcome('root'))
  await app.admin('category.add', { name: 'Yard', deny: ['ada'] })
  for (const person of [ada, root]) await person.signsIn()
})
afterAll(async () => {
  for (const person of [ada, root]) person.leaves()
  await app.stop()
})

describe.each(rows.map((each, row) => ({ ...each, row })))('$who', ({ room, may, person, row }) => {
  let uri: string
  let who: Person
  beforeAll(async () => {
    who = person === 'root' ? root : ada
    const { disabled, ...options } = room
    uri = await app.opensRoom(`For ${row}`, options)
    if (disabled) await app.admin('room.set', { room: uri, disabled })
  })

  test.each(CELLS)('[P18.1] [P18.13] [P9.1] [P9.6] %s', async (cell) => {
    expect(await CAN[cell](who, uri)).toBe(may.includes(cell))
  })
})

const CAN: Record<Cell, (who: Person, room: string) => Promise<boolean>> = {
  async find(who, room) {
    const { rooms } = await who.asks('chansrch', { criteria: '', maxResults: 100 })
    return (rooms as { uri: string }[]).some(({ uri }) => uri === room)
  },
  'see its card': async (who, room) => (await cardOf(who, room)).status === 200,
  'see its members': async (who, room) => 'members' in (await cardOf(who, room)).body,
  join: async (who, room) => isDone(await who.connection.ask('cmd:join', { room })),
  read: async (who, room) => isDone(await who.connection.ask('cmd:bccontext', { room, last: {} })),
  async post(who, room) {
    await who.connection.ask('cmd:join', { room })
    const sealed = who.key.seal({ room, author: who.uri, device: who.deviceId, chat: 'Is anybody there?' })
    const [reply] = await who.connection.post([sealed])
    return reply !== undefined && isDone(reply)
  },
  async 'change it'(who, room) {
    const { revision = 1 } = (await cardOf(who, room)).body
    const answer = await who.http(`/api/rooms/${idOf(room)}`, { revision, description: 'Changed' }, 'PATCH')
    return answer.status === 200
  },
}

function cardOf(who: Person, room: string) {
  return who.http(`/api/rooms/${idOf(room)}`)
}

function idOf(room: string): string {
  return room.split('/').at(-1) ?? ''
}

function isDone({ resp }: { resp: { code: number } }): boolean {
  return resp.code === 200
}
