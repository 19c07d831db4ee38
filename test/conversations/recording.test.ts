// Who came and went, and what administrators did: each act is recorded once, with what was there before, by the one who did it.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import type { ArchivedEvent } from '../../server/compliance/archived.ts'
import { conversation } from '../support/conversation.ts'
import { ErrorPermission, InvalidArgument, UserNotJoined } from '../support/errors.ts'
import type { TestApp } from '../support/start-app.ts'

const POOL = 'sip:backchat@localhost'
const SECRET = 'the secret of the receiver, long enough'

async function recorded(app: TestApp, act: () => Promise<unknown>): Promise<ArchivedEvent[]> {
  const folder = mkdtempSync(join(tmpdir(), 'backchat-recording-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  await app.admin('compliance.adapter.add', { name: 'lines', format: 'jsonl', folder })
  await app.admin('compliance.set', { to: 'on' })
  await act()
  await app.admin('compliance.set', { to: 'off' })
  await app.admin('compliance.run', {})
  const text = readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
  return text
    .join('')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as ArchivedEvent)
}

/** By whom, what, and of what; a pool's name is left out. */
const told = ({ kind, person, body }: ArchivedEvent) =>
  [person.uri === POOL ? '' : person.uri, kind, body.act, body.of].filter((each) => each !== undefined)

conversation('[P22.15] coming, being refused, and leaving', async ({ app, ada }) => {
  const password = 'ada has a better password now'
  const events = await recorded(app, async () => {
    expect((await ada.entersPassword('not hers at all')).status).toBe(401)
    expect((await ada.http('/api/auth/sign-in/username', { username: 'nobody', password })).status).toBe(401)
    await ada.signsIn()
    const change = { currentPassword: ada.account.password, newPassword: password }
    const guess = { ...change, currentPassword: 'a guess at her screen' }
    expect((await ada.http('/api/auth/change-password', guess)).status).toBe(403)
    expect((await ada.http('/api/auth/change-password', change)).status).toBe(200)
    expect((await ada.http('/api/auth/revoke-sessions', {})).status).toBe(200)
    await ada.entersPassword(password)
    expect((await ada.http('/api/auth/sign-out', {})).status).toBe(200)
  })
  expect(events.map(told)).toEqual([
    ['', 'policy', 'change', 'compliance'],
    [ada.uri, 'sign-in', 'refused'],
    ['', 'sign-in', 'refused'],
    [ada.uri, 'sign-in', 'in'],
    [ada.uri, 'account', 'change', ada.uri],
    [ada.uri, 'sign-in', 'refused'],
    [ada.uri, 'account', 'change', ada.uri],
    [ada.uri, 'sign-in', 'out everywhere'],
    [ada.uri, 'sign-in', 'in'],
    [ada.uri, 'sign-in', 'out'],
    ['', 'policy', 'change', 'compliance'],
  ])
  expect(events[1]?.body).toEqual({
    act: 'refused',
    address: expect.stringContaining('127.0.0.1'),
    user: 'ada',
  })
  expect(events[2]?.body).toMatchObject({ user: 'nobody' })
  expect(events[4]?.body.changes).toEqual({ devices: { added: [ada.deviceId], removed: [] } })
  expect(events[6]?.body.changes).toEqual({ password: 'changed' })
  expect(events[0]?.body.changes).toEqual({ recording: { from: 'off', to: 'on' } })
  expect(JSON.stringify(events)).not.toContain(password)
})

conversation(
  '[P22.15] what an administrator did, with what was there before',
  async ({ app, ada, grace }) => {
    const events = await recorded(app, async () => {
      await app.admin('user.add', { username: 'eve', password: 'eve likes long passwords' })
      await app.admin('user.set', { user: 'eve', admin: true, displayName: 'Eve' })
      await app.admin('user.set', {
        user: 'eve',
        admin: true,
        disabled: true,
        password: 'another long password',
      })
      await app.admin('group.add', { name: 'Crew', people: ['ada'] })
      await app.admin('group.set', { group: 'Crew', add: ['grace'], remove: ['ada'] })
      await app.admin('group.set', { group: 'Crew', add: ['grace'] })
      await app.admin('group.remove', { group: 'Crew' })
      for (const enablePersistentChat of [false, false, true])
        await app.admin('policy.set', { enablePersistentChat })
      await app.admin('addin.add', { name: 'Tide', url: 'https://tide.example' })
      const webhook = { format: 'webhook', options: { url: 'https://keeper.example/in', secret: SECRET } }
      await app.admin('compliance.adapter.add', { name: 'keeper', ...webhook })
      await app.admin('compliance.adapter.remove', { name: 'keeper' })
      await app.admin('compliance.search', { words: 'tide' })
      for (const list of ['user.list', 'group.list', 'compliance.status']) await app.admin(list)
      await expect(app.admin('addin.add', { name: 'Tide', url: 'no address' })).rejects.toThrow()
    })
    expect(events.slice(1, -1).map(told)).toEqual([
      ['', 'account', 'add', 'sip:eve@localhost'],
      ['', 'account', 'change', 'sip:eve@localhost'],
      ['', 'account', 'change', 'sip:eve@localhost'],
      ['', 'group', 'add', 'group:Crew'],
      ['', 'group', 'change', 'group:Crew'],
      ['', 'group', 'delete', 'group:Crew'],
      ['', 'policy', 'change', 'persistent-chat'],
      ['', 'policy', 'change', 'persistent-chat'],
      ['', 'admin', 'addin.add'],
      ['', 'admin', 'compliance.adapter.add'],
      ['', 'admin', 'compliance.adapter.remove'],
      ['', 'admin', 'compliance.search'],
    ])
    const changes = events.slice(1).map(({ body }) => body.changes)
    expect(changes[0]).toEqual({
      displayName: { from: null, to: 'eve' },
      ...{ admin: { from: null, to: false }, disabled: { from: null, to: false } },
    })
    expect(changes[1]).toEqual({ displayName: { from: 'eve', to: 'Eve' }, admin: { from: false, to: true } })
    expect(changes[2]).toEqual({ disabled: { from: false, to: true }, password: 'changed' })
    expect(changes[4]).toEqual({ people: { added: [grace.uri], removed: [ada.uri] } })
    expect(changes[5]).toEqual({ people: { added: [], removed: [grace.uri] } })
    expect(JSON.stringify(events)).not.toContain(SECRET)
    expect(JSON.stringify(events)).not.toContain('long password')
  },
)

conversation(
  '[P22.15] rooms and categories that lose a group or an add-in with its removal are told of',
  async ({ app, ada }) => {
    const crew = ['group:Crew']
    await app.admin('group.add', { name: 'Crew', people: ['ada'] })
    await app.admin('category.add', { name: 'Wharf', allow: crew, creators: crew })
    const { id } = await app.admin('addin.add', { name: 'Tide', url: 'https://tide.example' })
    const lists = { members: crew, managers: crew }
    const crane = { name: 'Crane', category: 'Wharf', addIn: 'Tide', ...lists }
    const { uri } = await app.admin('room.add', crane)
    const events = await recorded(app, async () => {
      await app.admin('addin.remove', { addIn: 'Tide' })
      await app.admin('group.remove', { group: 'Crew' })
    })
    const gone = { added: [], removed: crew }
    expect(
      events.slice(1, -1).map(({ kind, room, body }) => [kind, room?.uri ?? body.of, body.changes]),
    ).toEqual([
      ['admin', undefined, undefined],
      ['room', uri, { addIn: { from: id, to: null } }],
      ['group', 'group:Crew', { people: { added: [], removed: [ada.uri] } }],
      ['room', uri, { members: gone, managers: gone }],
      ['category', 'Wharf', { allowed: gone, creators: gone }],
    ])
  },
)

conversation(
  '[P22.21] what a device has signed and was refused is recorded with the reason, but nobody fills the archive with it',
  async ({ app, ada, grace }) => {
    await app.opensRoom('Bridge')
    await grace.joins('Bridge')
    await ada.joins('Bridge')
    const [post] = await ada.posts('Cast off')
    const target = { device: ada.deviceId, id: post?.id }
    const edit = grace.seals('Stay', { kind: 'edit', target })
    const forged = { ...grace.seals('Not hers'), sig: edit.sig }
    await grace.parts('Bridge')
    const late = grace.seals('Am I still there?')
    const flood = Array.from({ length: 120 }, () => grace.seals('Again'))
    const events = await recorded(app, async () => {
      await grace.mayNotSend(late, UserNotJoined)
      await grace.mayNotSend(forged, InvalidArgument)
      await grace.joins('Bridge')
      await grace.mayNotSend(edit, ErrorPermission)
      await grace.posts('That I may')
      await grace.parts('Bridge')
      for (let from = 0; from < flood.length; from += 60)
        await grace.connection.post(flood.slice(from, from + 60))
    })
    const refused = events.filter(({ kind }) => kind === 'refused')
    expect(refused.slice(0, 2).map(({ person, body }) => [person.uri, body])).toEqual([
      [grace.uri, { ...late, why: 'UserNotJoined' }],
      [grace.uri, { ...edit, why: 'ErrorPermission' }],
    ])
    // A hundred, and one more for each second that it takes.
    expect(refused.length).toBeGreaterThanOrEqual(100)
    expect(refused.length).toBeLessThan(flood.length)
  },
)
