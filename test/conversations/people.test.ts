// Finding people, and what is told of them.

import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'
import { CannotGetParticipantList, InvalidArgument, NoSuchPrincipal } from '../support/errors.ts'

conversation('[P21.4] people are found by parts of their names, whatever the case', async ({ app, ada }) => {
  const names = [
    ['alyona', 'Алёна Королёва'],
    ['petrov', 'Пётр Котов'],
    ['percent', '100% Sure_Thing'],
  ] as const
  for (const [username, displayName] of names)
    await app.admin('user.add', { username, displayName, password: 'a password long enough' })
  await ada.signsIn()
  const found = async (criteria: string, maxResults?: number) => {
    const { people, moreAvailable } = await ada.asks('usrsrch', {
      criteria,
      ...(maxResults ? { maxResults } : {}),
    })
    return { names: (people as { displayName: string }[]).map((each) => each.displayName), moreAvailable }
  }
  const only = (...displayNames: string[]) => ({ names: displayNames, moreAvailable: false })

  expect(await found('АЛЕНА')).toEqual(only('Алёна Королёва'))
  expect(await found('кото')).toEqual(only('Пётр Котов'))
  expect(await found('кор ален')).toEqual(only('Алёна Королёва'))
  expect(await found('etro')).toEqual(only('Пётр Котов'))
  expect(await found('ко')).toEqual(only('Алёна Королёва', 'Пётр Котов'))
  expect(await found('ко', 1)).toEqual({ names: ['Алёна Королёва'], moreAvailable: true })
  expect(await found('nobody here')).toEqual(only())
  expect(await found('%')).toEqual(only())
  expect(await found('sure_th')).toEqual(only('100% Sure_Thing'))

  await app.admin('user.set', { user: 'petrov', displayName: 'Пётр Рыбаков' })
  expect(await found('рыбак')).toEqual(only('Пётр Рыбаков'))
  expect(await found('кото')).toEqual(only())
  await app.admin('user.set', { user: 'petrov', disabled: true })
  expect(await found('рыбак')).toEqual(only())
  await ada.isRefused('usrsrch', { criteria: 'a'.repeat(201) }, InvalidArgument)
})

conversation(
  '[P21.5] of oneself all is told, of others only the public part',
  async ({ app, ada, grace }) => {
    await app.admin('group.add', { name: 'Crew', people: ['ada', 'grace'] })
    await app.admin('group.add', { name: 'Guests', people: ['grace'] })
    await ada.signsIn()
    await grace.signsIn()
    const own = await ada.asks('getuserinfo', { uri: ada.uri })
    expect(own).toMatchObject({ uri: ada.uri, userName: 'ada', groups: ['Crew'], state: 'online' })
    expect(own).toHaveProperty('admin')
    const others = await ada.asks('getuserinfo', { uri: grace.uri })
    expect(others).toEqual({ uri: grace.uri, displayName: 'Grace Hopper', state: 'online' })
    await ada.isRefused('getuserinfo', { uri: 'sip:nobody@localhost' }, NoSuchPrincipal)
  },
)

conversation('[P21.7] the roster of a small room is not asked for', async ({ app, ada, grace }) => {
  const room = await app.room('Harbour')
  await ada.joins('Harbour')
  await ada.isRefused('getroster', { room }, CannotGetParticipantList)
  await grace.signsIn()
  await grace.isRefused('getroster', { room }, { code: 412, text: 'UserNotJoined' })
})
