// The first call flow: from a password to rooms one hears, in the ten steps of P8.

import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'

conversation(
  '[P8] [P2.1] [P2.2] [P3.2] [P4.1] [P5.1] Ada signs in, step by step, and finds what she left',
  async ({ app, ada, grace }) => {
    // Before: she follows Harbour, was made a member of Bridge, has read nothing of what Grace wrote meanwhile.
    const harbour = await app.room('Harbour')
    const bridge = await app.opensRoom('Bridge', {
      privacy: 'closed',
      members: [ada.uri, grace.uri],
      managers: [ada.uri],
    })
    await ada.follows('Harbour')
    await ada.asks('getassociations', { role: 'member' })
    ada.leaves()
    await grace.joins('Bridge')
    await grace.posts('Ready to cast off?')
    await grace.joins('Harbour')
    await grace.posts('Fog is lifting', 'Ferry is in')

    // 1, SUBSCRIBE: who she is, where to go and what admits her.
    const laptop = ada.onAnotherDevice()
    expect((await laptop.entersPassword()).body).toEqual({
      user: { uri: ada.uri, displayName: 'Ada Lovelace', admin: false },
    })
    expect((await laptop.enrols()).status).toBe(200)
    const { body: provisioning } = await laptop.http('/api/provisioning')
    expect(provisioning).toMatchObject({
      EnablePersistentChat: true,
      DefaultPersistentChatPoolUri: app.url,
      PersistentChatPoolUris: [app.url],
      domain: 'localhost',
      user: { uri: ada.uri, displayName: 'Ada Lovelace', admin: false },
      poolKeys: expect.arrayContaining([
        { kid: expect.any(String), publicKey: expect.stringMatching(/^[\w-]{43}$/) },
      ]),
    })

    // 2, INVITE, and 3, INFO.
    await laptop.connects({ ticket: provisioning.ticket })

    // 4: what this server is and allows.
    expect(await laptop.asks('getserverinfo')).toMatchObject({
      domain: 'localhost',
      messageSizeLimit: 16_000,
      searchLimit: 100,
      historyLimit: 200,
      serverTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    })

    // 5: the rooms she belongs to.
    const mine = { uri: bridge, name: 'Bridge', privacy: 'closed', head: 1, unread: 1 }
    const asMember = await laptop.asks('getassociations', { role: 'member' })
    expect(asMember.rooms).toMatchObject([
      { ...mine, lastPost: { seq: 1, author: grace.uri, chat: 'Ready to cast off?' } },
    ])
    expect((await laptop.asks('getassociations', { role: 'manager' })).rooms).toMatchObject([mine])

    // 6: the rooms she follows.
    const { categories } = await laptop.asks('getpresence')
    expect(categories).toEqual([{ name: 'roomSetting', instance: harbour }])

    // 7: all of them, in one envelope.
    const { rooms, failed } = await laptop.asks('bjoin', { rooms: [harbour] })
    expect(rooms).toMatchObject([{ uri: harbour, name: 'Harbour', head: 2, unread: 2, participantCount: 2 }])
    expect(failed).toEqual([])

    // 8: what was open on this device.
    expect(await laptop.joins('Bridge')).toMatchObject({
      uri: bridge,
      permissions: expect.arrayContaining(['join', 'chat', 'manage']),
    })

    // 9: the backchat.
    const page = await laptop.asks('bccontext', { room: harbour, last: { count: 30 } })
    expect(page).toMatchObject({ head: 2, from: 1, to: 2, complete: true, amends: [] })
    expect(page.entries).toHaveLength(2)

    // 10: she was told of Bridge when she became a member.
    expect(await laptop.asks('getinv', { inviteId: 0 })).toMatchObject({
      invitations: [{ inviteId: 1, room: { uri: bridge, name: 'Bridge' } }],
      lastInviteId: 1,
    })
    expect(await laptop.asks('getinv', { inviteId: 1 })).toEqual({ invitations: [], lastInviteId: 1 })

    // From here on she hears both.
    await grace.posts('Welcome back')
    await laptop.receives({ room: harbour, seq: 3, chat: 'Welcome back' })
    await laptop.hearsNothing()
  },
)

conversation('[P2.3] a wrong name and a wrong password are answered alike', async ({ ada }) => {
  const wrongPassword = await ada.entersPassword('not her password')
  const wrongName = await ada.http('/api/auth/sign-in/username', {
    username: 'nobody',
    password: 'not a password',
  })

  expect(wrongPassword).toMatchObject({ status: 401, body: { error: { code: 'InvalidToken' } } })
  expect(wrongName.status).toBe(401)
  expect(wrongName.body).toEqual(wrongPassword.body)
  expect((await ada.entersPassword()).status).toBe(200)
})

conversation(
  '[P2.4] after five failures even the right password has to wait a quarter of an hour',
  async ({ app, ada }) => {
    for (let failure = 1; failure <= 5; failure += 1)
      expect((await ada.entersPassword('wrong password')).status).toBe(401)

    const blocked = await ada.entersPassword()
    expect(blocked).toMatchObject({ status: 429, body: { error: { code: 'TooManyRequests' } } })
    expect(Number(blocked.headers.get('retry-after'))).toBeGreaterThan(0)

    app.movesClockOn(15 * 60_000)
    expect((await ada.entersPassword()).status).toBe(200)
  },
)

conversation(
  '[P2.5] [P5.6] signing out closes the connections of that session and of no other',
  async ({ ada }) => {
    const phone = ada.onAnotherDevice()
    await ada.signsIn()
    await phone.signsIn()

    expect((await phone.http('/api/auth/sign-out', {})).status).toBe(200)

    await phone.connection.ended
    expect((await phone.http('/api/provisioning')).status).toBe(401)
    await ada.hearsNothing()
  },
)

conversation('[P2.5] signing out everywhere closes all of them', async ({ ada }) => {
  const phone = ada.onAnotherDevice()
  await ada.signsIn()
  await phone.signsIn()

  expect((await phone.http('/api/auth/revoke-sessions', {})).status).toBe(200)

  await Promise.all([ada.connection.ended, phone.connection.ended])
  for (const device of [ada, phone]) expect((await device.http('/api/provisioning')).status).toBe(401)
})

conversation('[P2.8] another password ends every other session, and only that', async ({ ada }) => {
  const phone = ada.onAnotherDevice()
  await ada.signsIn()
  await phone.signsIn()
  const changes = (currentPassword: string) =>
    ada.http('/api/auth/change-password', { currentPassword, newPassword: 'a quite different one' })

  expect((await changes('not the present one')).body).toMatchObject({ error: { code: 'ErrorPermission' } })
  expect((await phone.http('/api/provisioning')).status).toBe(200)
  expect((await changes(ada.account.password)).status).toBe(200)

  await phone.connection.ended
  expect((await phone.http('/api/provisioning')).status).toBe(401)
  expect((await ada.http('/api/provisioning')).status).toBe(200)
  await ada.hearsNothing()
  expect((await phone.entersPassword()).status).toBe(401)
  expect((await phone.entersPassword('a quite different one')).status).toBe(200)
})

conversation(
  '[P3.3] the same key is the same device, and never somebody else’s',
  async ({ ada, mallory }) => {
    await ada.entersPassword()
    await mallory.entersPassword()
    const first = await ada.enrols()

    expect((await ada.enrols()).body).toEqual(first.body)
    const stolen = await mallory.http('/api/devices', { publicKey: ada.key.publicKey, name: 'Mine now' })
    expect(stolen).toMatchObject({ status: 409, body: { error: { code: 'DataCollision' } } })
    expect((await mallory.enrols()).status).toBe(200)
  },
)

conversation('[P4.1] [P2.6] without a session there is no provisioning', async ({ ada }) => {
  const refused = await ada.http('/api/provisioning')
  expect(refused).toMatchObject({
    status: 401,
    body: { error: { code: 'InvalidToken', message: expect.any(String) } },
  })
  await ada.entersPassword()
  expect((await ada.http('/api/provisioning')).status).toBe(200)
})

conversation('[P2.7] a body that does not say it is JSON is not read', async ({ app, ada }) => {
  const path = `${app.url}/api/auth/sign-in/username`
  const body = JSON.stringify({ username: ada.account.username, password: ada.account.password })

  const refused = await fetch(path, { method: 'POST', headers: { 'content-type': 'text/plain' }, body })

  expect(refused.ok).toBe(false)
  expect(await refused.json()).toMatchObject({ error: { code: 'InvalidArgument' } })
  expect((await ada.entersPassword()).status).toBe(200)
})
