// Who belongs to rooms changes: by moving, by the category's scope, by groups. Who falls out is out at once, who comes in is invited.

import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'
import { ErrorPermission, NoSuchNode } from '../support/errors.ts'

conversation(
  '[P18.10] facts 8.3: a move needs both ends, and takes away who may not be there',
  async ({ app, ada, grace, linus }) => {
    const yard = await app.admin('category.add', {
      name: 'Yard',
      allow: ['ada', 'linus'],
      creators: ['linus'],
    })
    const lists = { members: [ada.uri, grace.uri], managers: [ada.uri, linus.uri] }
    const room = await app.opensRoom('Bridge', { privacy: 'closed', ...lists })
    for (const person of [ada, grace]) await person.joins('Bridge')
    await linus.signsIn()
    await ada.isRefused('chanmodify', { room, revision: 1, category: yard.uri }, ErrorPermission)
    await linus.asks('chanmodify', { room, revision: 1, category: yard.uri })
    await grace.isTold('kick', { room, ...ErrorPermission })
    await grace.isRefused('join', { room }, NoSuchNode)
    await ada.posts('We have moved')
    await grace.hearsNothing()
    await app.admin('room.set', { room, category: 'Port' })
    await grace.isRefused('join', { room }, ErrorPermission)
  },
)

conversation(
  '[P18.10] [P18.1] facts 8.3: being denied beats being allowed, at once and for roles too',
  async ({ app, ada, grace }) => {
    const room = await app.opensRoom('Bridge', { privacy: 'closed', members: [ada.uri, grace.uri] })
    for (const person of [ada, grace]) await person.joins('Bridge')
    await app.admin('category.set', { category: 'Port', add: { deny: ['grace'] } })
    await grace.isTold('kick', { room, ...ErrorPermission })
    await grace.isRefused('join', { room }, NoSuchNode)
    await ada.posts('Alone')
    await grace.hearsNothing()
    await app.admin('category.set', { category: 'Port', remove: { deny: ['grace'] } })
    await grace.isRefused('join', { room }, ErrorPermission)
    await app.admin('room.set', { room, add: { member: ['grace'] } })
    await grace.joins(room)
  },
)

conversation(
  '[P18.2] [P18.12] facts 8.17: a group that changes lets in, invites and cuts off',
  async ({ app, ada, grace, linus }) => {
    await app.admin('group.add', { name: 'Crew', people: ['ada'] })
    const room = await app.opensRoom('Mess', { privacy: 'secret', members: ['group:crew'] })
    expect(await ada.asks('getinv', { inviteId: 0 })).toMatchObject({
      invitations: [{ inviteId: 1, room: { uri: room } }],
    })
    await ada.joins('Mess')
    await grace.signsIn()
    await grace.isRefused('join', { room }, NoSuchNode)

    await app.admin('group.set', { group: 'Crew', add: ['grace'] })
    await grace.isTold('invite', { inviteId: 1, room: { uri: room } })
    await grace.joins(room)
    expect(await grace.asks('getassociations', { role: 'member' })).toMatchObject({ rooms: [{ uri: room }] })
    await grace.posts('Soup?')
    for (const person of [ada, grace]) await person.receives({ chat: 'Soup?' })

    await app.admin('group.set', { group: 'Crew', remove: ['grace'] })
    await grace.isTold('kick', { room, ...ErrorPermission })
    await ada.posts('More for us')
    await grace.hearsNothing()
    await grace.isRefused('bccontext', { room, last: {} }, NoSuchNode)
    await linus.signsIn()
    await linus.isRefused('join', { room }, NoSuchNode)

    await app.admin('group.remove', { group: 'Crew' })
    await ada.isTold('kick', { room })
  },
)

conversation(
  '[P18.12] facts 8.7: one invitation for a person and room, and none where the category or the room has none',
  async ({ app, ada }) => {
    await ada.signsIn()
    await app.admin('category.add', { name: 'Quiet', invitations: false })
    await app.opensRoom('Silent', { category: 'Quiet', privacy: 'closed', members: [ada.uri] })
    const room = await app.opensRoom('Bridge', { privacy: 'closed', members: [ada.uri] })
    await ada.isTold('invite', { inviteId: 1, room: { uri: room } })
    await app.admin('room.set', { room, remove: { member: ['ada'] } })
    await app.admin('room.set', { room, add: { member: ['ada'] } })
    await app.admin('room.add', { name: 'Mute', category: 'Port', members: ['ada'], invitations: false })
    const later = await app.opensRoom('Later', { privacy: 'closed', members: [ada.uri] })
    await ada.isTold('invite', { inviteId: 2, room: { uri: later } })
    expect(await ada.asks('getinv', { inviteId: 0 })).toMatchObject({
      invitations: [{ inviteId: 1 }, { inviteId: 2 }],
      lastInviteId: 2,
    })
    // The room is still seen, but entered no more.
    await app.admin('room.set', { room, remove: { member: ['ada'] } })
    expect(await ada.asks('getinv', { inviteId: 0 })).toMatchObject({ invitations: [{ inviteId: 2 }] })
  },
)

conversation('[P18.14] those who are there hear whose roles changed', async ({ app, ada, grace }) => {
  const lists = { members: [ada.uri, grace.uri], presenters: [ada.uri] }
  const room = await app.opensRoom('Hall', { privacy: 'closed', type: 'auditorium', ...lists })
  for (const person of [ada, grace]) await person.joins('Hall')
  await app.admin('room.set', { room, add: { presenter: [grace.uri] } })
  await ada.isTold('permodify', { room, uri: grace.uri, roles: ['member', 'presenter'] })
  await grace.posts('Thank you')
  await ada.receives({ chat: 'Thank you' })
})
