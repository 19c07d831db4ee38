// Making and changing rooms over the socket: who may, what lists may name, and what those who are there hear.

import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'
import {
  DataCollision,
  DuplicateRoomName,
  ErrorPermission,
  NoSuchNode,
  NoSuchPrincipal,
  PresenterNotInMemList,
  PrincipalsAlreadyDefined,
  PrincipalsNotInScope,
} from '../support/errors.ts'

conversation(
  '[P18.3] a creator makes a room, manages it, and is no member of it by that alone',
  async ({ app, ada, grace }) => {
    const { uri: category } = await app.admin('category.add', { name: 'Yard', creators: ['ada'] })
    const told = await ada.asks('nodespermcreatechild')
    expect(told).toMatchObject({ categories: [{ uri: category, name: 'Yard', logged: true }], addIns: [] })
    const { room } = (await ada.asks('chancreate', { name: 'Dry dock', category })) as {
      room: { uri: string }
    }
    expect(room).toMatchObject({
      name: 'Dry dock',
      category,
      privacy: 'closed',
      permissions: ['view', 'manage'],
    })
    await ada.isRefused('join', { room: room.uri }, ErrorPermission)
    await ada.asks('chanmodify', { room: room.uri, revision: 1, members: [ada.uri] })
    await ada.joins(room.uri)

    await grace.signsIn()
    expect(await grace.asks('nodespermcreatechild')).toMatchObject({ categories: [] })
    await grace.isRefused('chancreate', { name: 'Mine', category }, ErrorPermission)
    await grace.isRefused(
      'chancreate',
      { name: 'Mine', category: 'ma-cat://localhost/6f9e1c2a-0b3d-4e5f-8a9b-0c1d2e3f4a5b' },
      ErrorPermission,
    )
  },
)

conversation(
  '[P18.4] [P18.5] facts 8.18: settings and lists change together, and the slower of two is told so',
  async ({ app, ada, grace }) => {
    const room = await app.opensRoom('Bridge', {
      privacy: 'closed',
      managers: [ada.uri, grace.uri],
      members: [ada.uri],
    })
    await ada.joins('Bridge')
    await grace.signsIn()

    const done = await grace.asks('chanmodify', {
      room,
      revision: 1,
      description: 'Where the wheel is',
      members: [ada.uri, grace.uri],
    })
    expect(done).toEqual({ room, revision: 2 })
    await ada.isTold('chanmodify', { room: { description: 'Where the wheel is' } })

    await ada.isRefused('chanmodify', { room, revision: 1, description: 'Mine', members: [] }, DataCollision)
    await ada.asks('chanmodify', { room, revision: 2, name: 'Wheelhouse' })
    expect(await ada.joins(room)).toMatchObject({ name: 'Wheelhouse', description: 'Where the wheel is' })
  },
)

conversation(
  '[P18.4] whoever does not manage a room may not change it',
  async ({ app, ada, grace, linus }) => {
    const room = await app.opensRoom('Bridge', {
      privacy: 'closed',
      members: [grace.uri],
      managers: [ada.uri],
    })
    const hidden = await app.opensRoom('Hold', { privacy: 'secret', managers: [ada.uri] })
    for (const person of [grace, linus]) {
      await person.signsIn()
      await person.isRefused('chanmodify', { room, revision: 1, description: 'Ours' }, ErrorPermission)
      await person.isRefused('chanmodify', { room: hidden, revision: 1, description: 'Ours' }, NoSuchNode)
    }
    expect(await ada.asks('chanmodify', { room, revision: 1, description: 'Mine' })).toEqual({
      room,
      revision: 2,
    })
  },
)

conversation(
  '[P18.6] lists name who exists, who is in scope, and each once; presenters are members',
  async ({ app, ada, grace, linus }) => {
    await app.admin('category.add', { name: 'Yard', allow: ['ada', 'grace'], creators: ['ada'] })
    const room = await app.opensRoom('Dock', {
      category: 'Yard',
      privacy: 'closed',
      type: 'auditorium',
      managers: [ada.uri],
    })
    await ada.signsIn()
    const change = (wish: object) => ({ room, revision: 1, ...wish })
    await ada.isRefused('chanmodify', change({ members: [linus.uri] }), PrincipalsNotInScope)
    await ada.isRefused('chanmodify', change({ members: ['everyone'] }), PrincipalsNotInScope)
    await ada.isRefused('chanmodify', change({ members: ['sip:nobody@localhost'] }), NoSuchPrincipal)
    await ada.isRefused('chanmodify', change({ members: ['group:nobody'] }), NoSuchPrincipal)
    await ada.isRefused('chanmodify', change({ members: [grace.uri, grace.uri] }), PrincipalsAlreadyDefined)
    await ada.isRefused(
      'chanmodify',
      change({ members: [ada.uri], presenters: [grace.uri] }),
      PresenterNotInMemList,
    )
    await ada.isRefused(
      'chanmodify',
      change({ type: 'normal', presenters: [grace.uri] }),
      PresenterNotInMemList,
    )
    await ada.asks('chanmodify', change({ members: [ada.uri, grace.uri], presenters: [grace.uri] }))
    expect((await ada.http(`/api/rooms/${room.split('/').at(-1)}`)).body).toMatchObject({
      members: [{ uri: ada.uri }, { uri: grace.uri }],
      presenters: [{ uri: grace.uri, displayName: 'Grace Hopper', kind: 'person' }],
    })
  },
)

conversation('[P18.7] an open room has no list, and a normal one no presenters', async ({ app, ada }) => {
  const lists = { members: [ada.uri], presenters: [ada.uri], managers: [ada.uri] }
  const room = await app.opensRoom('Hall', { privacy: 'closed', type: 'auditorium', ...lists })
  const card = async () => (await ada.http(`/api/rooms/${room.split('/').at(-1)}`)).body
  await ada.asks('chanmodify', { room, revision: 1, privacy: 'open' })
  expect(await card()).not.toHaveProperty('members')
  await ada.asks('chanmodify', { room, revision: 2, privacy: 'closed', type: 'normal' })
  expect(await card()).toMatchObject({ members: [], presenters: [] })
})

conversation(
  '[P18.8] facts 8.14: a name is taken by rooms and categories, and by what looks the same; the address stays',
  async ({ app, ada }) => {
    const { uri: category } = await app.admin('category.add', { name: 'Yard', creators: ['ada'] })
    await app.opensRoom('Cocoa')
    await ada.signsIn()
    for (const name of ['cocoa', 'ＣＯＣＯＡ', 'Сосоа', 'Cócoa', 'YARD', 'Port'])
      await ada.isRefused('chancreate', { name, category }, DuplicateRoomName)
    const { room } = (await ada.asks('chancreate', { name: 'Cocoa 2', category })) as {
      room: { uri: string }
    }
    await ada.isRefused('chanmodify', { room: room.uri, revision: 1, name: 'COCOA' }, DuplicateRoomName)
    await ada.asks('chanmodify', { room: room.uri, revision: 1, name: 'COCOA 2' })
    expect(await ada.asks('chansrch', { criteria: 'cocoa 2', matchAll: true })).toMatchObject({
      rooms: [{ uri: room.uri, name: 'COCOA 2' }],
    })
    const check = (body: object) => ada.http('/api/rooms/check-name', body)
    expect((await check({ name: 'cocoa' })).body).toMatchObject({ free: false })
    expect((await check({ name: 'Cocoa 2', room: room.uri })).body).toEqual({ free: true })
  },
)

conversation(
  '[P18.9] facts 8.13: a manager disables a room, and only an administrator opens it again',
  async ({ app, ada, grace }) => {
    const room = await app.opensRoom('Bridge', {
      privacy: 'closed',
      members: [ada.uri, grace.uri],
      managers: [ada.uri],
    })
    for (const person of [ada, grace]) await person.joins('Bridge')
    await ada.posts('Lights out')
    await ada.asks('chanmodify', { room, revision: 1, disabled: true })
    await grace.isTold('kick', { room, text: 'NodeDisabled' })
    await ada.isRefused(
      'chanmodify',
      { room, revision: 2, disabled: false },
      { code: 410, text: 'NodeDisabled' },
    )
    expect(await ada.asks('getassociations', { role: 'manager' })).toEqual({ rooms: [] })
    await app.admin('room.set', { room, disabled: false })
    expect(await grace.joins(room)).toMatchObject({ head: 1 })
  },
)

conversation('[P18.11] nobody deletes a room over the socket', async ({ app, ada, grace }) => {
  const room = await app.opensRoom('Bridge', { managers: [ada.uri] })
  const hidden = await app.opensRoom('Hold', { privacy: 'secret' })
  await ada.joins('Bridge')
  await ada.isRefused('chandel', { room }, ErrorPermission)
  await ada.isRefused('chandel', { room: hidden }, NoSuchNode)
  await grace.signsIn()
  await app.admin('room.remove', { room })
  await ada.isTold('kick', { room })
  await grace.isRefused('join', { room }, NoSuchNode)
  await expect(app.opensRoom('Bridge')).resolves.not.toBe(room)
})

conversation(
  '[P7.1] whom a list may name tells nobody of a room that they do not see, nor who is in it',
  async ({ app, ada, grace, mallory }) => {
    for (const person of [ada, grace, mallory]) await person.signsIn()
    const { uri: category } = await app.admin('category.add', { name: 'Yard' })
    const made = { name: 'Vault', category: 'Yard', privacy: 'secret', members: ['grace'], managers: ['ada'] }
    const { uri: room } = await app.admin('room.add', made)
    const ask = (who: typeof ada, of: unknown) =>
      who.http(
        `/api/rooms/eligible?${new URLSearchParams({ role: 'presenter', category: String(category), room: String(of) })}`,
      )
    expect((await ask(ada, room)).body).toMatchObject({
      principals: [{ uri: grace.uri }],
      moreAvailable: false,
    })
    const nowhere = 'ma-chan://localhost/6f9e1c2a-0b3d-4e5f-8a9b-0c1d2e3f4a5b'
    const [refused, unknown] = [await ask(mallory, room), await ask(mallory, nowhere)]
    expect([refused.status, refused.body]).toEqual([404, unknown.body])
    expect((await ask(ada, nowhere)).status).toBe(404)
  },
)
