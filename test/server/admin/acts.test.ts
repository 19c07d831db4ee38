// The administrator's acts: names become principals, what is wrong is refused, what is right is there.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWebFixture, type WebFixture } from '../../support/web-fixture.ts'

let fixture: WebFixture
const run = (act: string, args: unknown = {}) => fixture.app.admin.run({ act, args })

beforeAll(async () => {
  fixture = await openWebFixture()
  await run('category.add', { name: 'Port' })
})
afterAll(() => fixture.close())

type Listed = { rooms: Record<string, unknown>[] }

async function roomNamed(name: string): Promise<Record<string, unknown> | undefined> {
  return ((await run('room.list')) as Listed).rooms.find((room) => room.name === name)
}

describe('names', () => {
  test('of people are bare, with a domain, or whole addresses; the rest stand for many', async () => {
    const members = ['ada', 'ADA@localhost', 'sip:ada@localhost', 'everyone', 'domain:Port.example']
    await run('room.add', { name: 'Quay', category: 'port', members })
    const held = (await roomNamed('Quay'))?.members as string[]
    expect([...held].sort()).toEqual(['domain:port.example', 'everyone', 'sip:ada@localhost'])
  })

  test.each(['nobody', 'sip:ada@elsewhere.example', 'group:crew', 'no such name!'])(
    '%j stands for nobody',
    async (name) => {
      const add = (member: string) =>
        run('room.add', { name: `For ${name}`, category: 'Port', members: [member] })
      await expect(add(name)).rejects.toMatchObject({ code: 'NoSuchPrincipal' })
      expect(await roomNamed(`For ${name}`)).toBeUndefined()
      await expect(add('ada')).resolves.toBeDefined()
    },
  )
})

describe('a room', () => {
  test('is made closed and normal unless said otherwise, and is changed by its name', async () => {
    await run('room.add', { name: 'Slip', category: 'Port' })
    expect(await roomNamed('Slip')).toMatchObject({ privacy: 'closed', type: 'normal', disabled: false })
    const change = { privacy: 'open', type: 'auditorium', disabled: true, add: { presenter: ['ada'] } }
    await run('room.set', { room: 'slip', ...change })
    expect(await roomNamed('Slip')).toMatchObject({
      ...{ privacy: 'open', type: 'auditorium', disabled: true },
      presenters: ['sip:ada@localhost'],
    })
    await run('room.set', { room: 'Slip', remove: { presenter: ['ada'] }, name: 'Slipway' })
    expect(await roomNamed('Slipway')).toMatchObject({ presenters: [] })
  })

  test('has a name of its own', async () => {
    await run('room.add', { name: 'Pier', category: 'Port' })
    await expect(run('room.add', { name: 'PIER', category: 'Port' })).rejects.toMatchObject({
      code: 'DuplicateRoomName',
    })
    await expect(run('room.add', { name: 'Pier 2', category: 'Port' })).resolves.toBeDefined()
  })

  test('needs a category that is there', async () => {
    await expect(run('room.add', { name: 'Dock', category: 'Sea' })).rejects.toMatchObject({
      code: 'NoSuchNode',
    })
  })
})

describe('an act', () => {
  test.each([
    ['user.add', { username: 'Ada!', password: 'a long enough password' }],
    ['user.add', { username: 'eve', password: 'short' }],
    ['user.add', { username: 'eve', password: 'a long enough password', root: true }],
    ['room.add', { name: 'two\nlines', category: 'Port' }],
    ['room.add', { name: 'Mole', category: 'Port', privacy: 'hidden' }],
    ['compliance.set', { to: 'maybe' }],
    ['category.add', 'Port'],
  ])('%s refuses %j', async (act, args) => {
    await expect(run(act, args)).rejects.toMatchObject({ code: 'InvalidArgument' })
  })

  test('that is unknown is refused', async () => {
    await expect(run('room.burn')).rejects.toMatchObject({ code: 'MsgNotSupported' })
    await expect(run('constructor')).rejects.toMatchObject({ code: 'MsgNotSupported' })
  })
})

test('compliance is switched, and says so', async () => {
  expect(await run('compliance.status')).toEqual({ compliance: 'off', waiting: 0, oldest: null })
  await run('compliance.set', { to: 'on' })
  expect(await run('compliance.status')).toMatchObject({ compliance: 'on' })
  expect((await fixture.ask('GET /api/health')).json()).toMatchObject({ compliance: 'on' })
})
