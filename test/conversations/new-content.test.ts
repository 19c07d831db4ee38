// News of rooms that one follows or belongs to and has not joined.

import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'

conversation(
  '[P10.4] who follows a room or belongs to it hears that something is new, where it is not joined',
  async ({ app, ada, grace, linus, mallory }) => {
    const room = await app.room('Harbour')
    const phone = ada.onAnotherDevice()
    await ada.follows('Harbour')
    await ada.joins('Harbour')
    await phone.signsIn()
    await linus.signsIn()
    await mallory.signsIn()
    await app.admin('room.set', { room: 'Harbour', add: { member: ['linus'] } })
    await linus.isTold('invite', {})
    await linus.asks('getassociations', { role: 'member' })
    await grace.joins('Harbour')
    await ada.isTold('chanmodify', {})
    await grace.posts('one', 'two')

    await phone.isTold('newcontent', { room, head: 2, unread: 2 })
    const told = await linus.isTold('newcontent', { room, head: 2, unread: 2 })
    await grace.posts('three')
    await ada.receives({ chat: 'one' })
    const { ts } = await ada.receives({ chat: 'two' })
    expect(told, 'no word of it').toEqual({ room, head: 2, unread: 2, ts })
    await ada.receives({ chat: 'three' })
    for (const seq of [1, 2, 3]) await grace.receives({ seq })
    // Whoever joined hears the posts themselves; a stranger hears nothing; nobody hears twice in ten seconds.
    for (const person of [ada, phone, grace, linus, mallory]) await person.hearsNothing()
  },
)

conversation('[P10.4] who may not read a room hears nothing of it', async ({ app, ada, grace, linus }) => {
  await ada.follows('Harbour')
  await linus.follows('Harbour')
  await grace.joins('Harbour')
  const members = { add: { member: ['grace', 'linus'] } }
  await app.admin('room.set', { room: 'Harbour', privacy: 'closed', ...members })
  await linus.isTold('invite', {})
  await grace.posts('Only for us')
  await linus.isTold('newcontent', { head: 1, unread: 1 })
  await ada.hearsNothing()
})

conversation(
  '[P10.4] who belongs to a room through a group hears of it too',
  async ({ app, grace, linus, mallory }) => {
    await grace.joins('Harbour')
    await linus.signsIn()
    await mallory.signsIn()
    await app.admin('group.add', { name: 'Crew', people: ['linus'] })
    await app.admin('room.set', { room: 'Harbour', add: { member: ['group:Crew'] } })
    await linus.isTold('invite', {})
    await linus.asks('getassociations', { role: 'member' })
    await grace.posts('For the crew')
    await linus.isTold('newcontent', { head: 1, unread: 1 })
    await mallory.hearsNothing()
  },
)
