// Rights that change while people are there: who loses a room hears nothing more of it, at once.

import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'
import { ErrorPermission, NodeDisabled, NoSuchNode } from '../support/errors.ts'

conversation('[P10.2] a member who is removed is taken out at once', async ({ app, ada, grace, linus }) => {
  const room = await app.opensRoom('Bridge', { privacy: 'closed', members: [ada.uri, grace.uri, linus.uri] })
  for (const person of [ada, grace, linus]) await person.joins('Bridge')

  await app.admin('room.set', { room: 'Bridge', remove: { member: [grace.uri] } })

  await grace.isTold('kick', { room, ...ErrorPermission })
  await ada.isTold('part', { room, uri: grace.uri })
  await ada.posts('Now we are among ourselves')
  await linus.receives({ chat: 'Now we are among ourselves' })
  await grace.hearsNothing()
  await grace.isRefused('join', { room }, ErrorPermission)
  await grace.isRefused('bccontext', { room, last: {} }, ErrorPermission)
  await grace.mayNotSend(grace.seals('Let me in'), ErrorPermission)
})

conversation(
  '[P10] a new member is invited, and lets go of a secret that was lost again',
  async ({ app, ada, grace }) => {
    const room = await app.opensRoom('Smugglers', { privacy: 'secret', members: [grace.uri] })
    await ada.signsIn()
    await ada.isRefused('join', { room }, NoSuchNode)

    await app.admin('room.set', { room: 'Smugglers', add: { member: [ada.uri] } })
    await ada.isTold('invite', { inviteId: 1, room: { uri: room, name: 'Smugglers' } })
    await ada.joins('Smugglers')

    await app.admin('room.set', { room: 'Smugglers', remove: { member: [ada.uri] } })
    await ada.isTold('kick', { room })
    await ada.isRefused('join', { room }, NoSuchNode)
    expect(await ada.asks('getinv', { inviteId: 0 })).toMatchObject({ invitations: [] })
  },
)

conversation(
  '[P10] a disabled room lets everyone go and nobody in, and comes back whole',
  async ({ app, ada, grace }) => {
    const room = await app.room('Harbour')
    for (const person of [ada, grace]) await person.joins('Harbour')
    await ada.posts('Before the storm')
    for (const person of [ada, grace]) await person.receives({ chat: 'Before the storm' })

    await app.admin('room.set', { room: 'Harbour', disabled: true })
    for (const person of [ada, grace]) await person.isTold('kick', { room, ...NodeDisabled })
    await ada.isRefused('join', { room }, NodeDisabled)
    await ada.isRefused('bccontext', { room, last: {} }, NodeDisabled)
    await ada.mayNotSend(ada.seals('Anyone?'), NodeDisabled)
    expect(await ada.asks('chansrch', { criteria: 'harbour' })).toMatchObject({ rooms: [] })

    await app.admin('room.set', { room: 'Harbour', disabled: false })
    expect(await ada.joins('Harbour')).toMatchObject({ head: 1 })
  },
)

conversation('[P10] those who are in a room hear of its new name', async ({ app, ada }) => {
  const room = await app.room('Harbour')
  await ada.joins('Harbour')

  await app.admin('room.set', { room: 'Harbour', name: 'Haven', description: 'Renamed' })

  const { room: told } = await ada.isTold('chanmodify', {
    room: { uri: room, name: 'Haven', description: 'Renamed' },
  })
  for (const field of ['head', 'unread', 'participants']) expect(told).not.toHaveProperty(field)
  expect(await ada.joins(room)).toMatchObject({ uri: room, name: 'Haven' })
})

conversation(
  '[P9.1] [P12.6] in an auditorium presenters speak, a manager alone may not even enter',
  async ({ app, ada, grace, linus }) => {
    const room = await app.opensRoom('Lecture', {
      privacy: 'closed',
      type: 'auditorium',
      members: [ada.uri, grace.uri],
      presenters: [ada.uri],
      managers: [linus.uri],
    })
    await ada.joins('Lecture')
    await grace.joins('Lecture')
    await linus.signsIn()

    await ada.posts('Good evening')
    await grace.receives({ chat: 'Good evening' })
    await grace.mayNotSend(grace.seals('A question'), ErrorPermission)
    await linus.isRefused('join', { room }, ErrorPermission)
    await linus.isRefused('bccontext', { room, last: {} }, ErrorPermission)
  },
)
