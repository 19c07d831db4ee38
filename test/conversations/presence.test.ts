// Who is there, and how: what a person chooses to be seen as, whether they are at the keys, and who is told.

import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'
import { InvalidArgument } from '../support/errors.ts'

const seenAs = (instance: string) => ({ publish: [{ name: 'state', instance }] })
const atTheKeys = (instance: string) => ({ publish: [{ name: 'activity', instance }] })

conversation(
  '[P21.1] [P21.3] whoever shares a room is told how somebody chose to be seen, and nobody else',
  async ({ ada, grace, linus }) => {
    await ada.joins('Harbour')
    await linus.joins('Bridge')
    await grace.joins('Harbour')
    await ada.isTold('join', { participant: { uri: grace.uri, state: 'online' } })

    await grace.asks('setpresence', seenAs('dnd'))
    await ada.isTold('state', { uri: grace.uri, state: 'dnd' })
    const { participants } = await ada.joins('Harbour')
    expect(participants).toContainEqual(expect.objectContaining({ uri: grace.uri, state: 'dnd' }))
    await grace.asks('setpresence', seenAs('online'))
    await ada.isTold('state', { uri: grace.uri, state: 'online' })
    for (const person of [ada, grace, linus]) await person.hearsNothing()
    await grace.isRefused('setpresence', seenAs('offline'), InvalidArgument)
  },
)

conversation('[P21.1] what was chosen roams and is kept; taken back it is gone', async ({ ada, grace }) => {
  const phone = grace.onAnotherDevice()
  await ada.joins('Harbour')
  await grace.joins('Harbour')
  await phone.signsIn()
  const { version } = await phone.asks('getpresence')
  const away = { name: 'state', instance: 'away' }
  expect(await grace.asks('setpresence', seenAs('away'))).toEqual({
    categories: [away],
    version: Number(version) + 1,
  })
  await phone.isTold('presence', { categories: [away] })

  grace.leaves()
  phone.leaves()
  await grace.connects()
  expect((await grace.asks('getpresence')).categories).toEqual([away])
  expect(await ada.asks('getuserinfo', { uri: grace.uri })).toMatchObject({ state: 'away' })
  await grace.asks('setpresence', { remove: [away] })
  expect((await grace.asks('getpresence')).categories).toEqual([])
  expect(await ada.asks('getuserinfo', { uri: grace.uri })).toMatchObject({ state: 'online' })
})

conversation('[P21.2] away is who has left the keys of every connection', async ({ ada, grace }) => {
  const phone = grace.onAnotherDevice()
  await ada.joins('Harbour')
  expect(await ada.asks('getuserinfo', { uri: grace.uri })).toMatchObject({ state: 'offline' })
  await grace.joins('Harbour')
  await phone.signsIn()
  const { version } = await grace.asks('setpresence', atTheKeys('idle'))
  expect(await ada.asks('getuserinfo', { uri: grace.uri })).toMatchObject({ state: 'online' })
  await phone.asks('setpresence', atTheKeys('idle'))
  await ada.isTold('state', { uri: grace.uri, state: 'away' })
  await phone.asks('setpresence', atTheKeys('active'))
  await ada.isTold('state', { uri: grace.uri, state: 'online' })
  // It is no part of the document, so no other device hears of it and nothing is kept.
  expect(await grace.asks('getpresence')).toEqual({ categories: [], version })
  await grace.hearsNothing()
  phone.leaves()
  await ada.isTold('state', { uri: grace.uri, state: 'away' })
})

conversation('[P21.6] others hear who is writing, and not too often', async ({ app, ada, grace, linus }) => {
  const room = await app.room('Harbour')
  const phone = grace.onAnotherDevice()
  for (const person of [ada, grace, phone]) await person.joins('Harbour')
  await linus.joins('Bridge')

  await grace.asks('typing', { room })
  await ada.isTold('typing', { room, uri: grace.uri, displayName: 'Grace Hopper' })
  await grace.asks('typing', { room })
  await phone.asks('typing', { room })
  for (const person of [ada, grace, phone, linus]) await person.hearsNothing()
  app.movesClockOn(3_000)
  await phone.asks('typing', { room })
  await ada.isTold('typing', { uri: grace.uri })
  await ada.asks('typing', { room })
  await grace.isTold('typing', { uri: ada.uri })

  await linus.isRefused('typing', { room }, { code: 412, text: 'UserNotJoined' })
  await linus.isRefused('typing', { room: `${room.slice(0, -4)}0000` }, { code: 404, text: 'NoSuchNode' })
})

conversation('[P21.9] quit leaves every room and nothing else', async ({ ada, grace }) => {
  await ada.joins('Harbour')
  await grace.joins('Harbour')
  await ada.isTold('join', { participant: { uri: grace.uri } })
  await grace.asks('quit')
  await ada.isTold('part', { uri: grace.uri, participantCount: 1 })
  await grace.mayNotSend(grace.seals('Am I gone?'), { code: 412, text: 'UserNotJoined' })
})
