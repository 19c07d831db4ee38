// The second call flow: find a room, follow it, enter, read, write.

import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'
import { NoSuchNode } from '../support/errors.ts'

conversation(
  '[P8] Ada finds a room, follows it, reads what was said and answers',
  async ({ app, ada, grace }) => {
    const harbour = await app.opensRoom('Harbour watch', { description: 'Ships, and shoes' })
    await app.opensRoom('Galley')
    await grace.joins('Harbour watch')
    await grace.posts('Who has the tide table?')
    await ada.signsIn()

    const { rooms: found } = await ada.asks('chansrch', { criteria: 'HARBOUR' })
    expect(found).toMatchObject([
      { uri: harbour, name: 'Harbour watch', description: 'Ships, and shoes', participantCount: 1 },
    ])

    expect(await ada.follows('Harbour watch')).toMatchObject({
      categories: [{ name: 'roomSetting', instance: harbour }],
    })

    const room = await ada.joins('Harbour watch')
    expect(room).toMatchObject({
      head: 1,
      permissions: expect.arrayContaining(['view', 'join', 'readHistory', 'chat']),
    })
    expect(room.participants).toEqual(
      expect.arrayContaining([
        { uri: ada.uri, displayName: 'Ada Lovelace', roles: [], state: 'online' },
        { uri: grace.uri, displayName: 'Grace Hopper', roles: [], state: 'online' },
      ]),
    )
    await grace.isTold('join', { room: harbour, participant: { uri: ada.uri }, participantCount: 2 })

    const { entries } = await ada.asks('bccontext', { room: harbour, last: {} })
    expect(entries).toMatchObject([
      { seq: 1, via: 'server', authdisp: 'Grace Hopper', signed: expect.stringContaining('tide table') },
    ])

    await ada.posts('It is on the wall')
    await grace.receives({ seq: 1, author: grace.uri })
    await grace.receives({ seq: 2, author: ada.uri, chat: 'It is on the wall' })
    await grace.hearsNothing()
  },
)

conversation(
  '[P9.5] search by some words, all words, a phrase, and in descriptions',
  async ({ app, ada }) => {
    await app.opensRoom('Night watch', { description: 'From ten to six' })
    await app.opensRoom('Watch repair', { description: 'Springs at night' })
    await app.opensRoom('Ёлка')
    await ada.signsIn()
    const names = async (question: Record<string, unknown>) => {
      const { rooms } = await ada.asks('chansrch', question)
      return (rooms as { name: string }[]).map(({ name }) => name).sort()
    }

    expect(await names({ criteria: 'night repair' })).toEqual(['Night watch', 'Watch repair'])
    expect(await names({ criteria: 'night watch', matchAll: true })).toEqual(['Night watch'])
    expect(await names({ criteria: 'night watch', matchAll: true, searchDescription: true })).toEqual([
      'Night watch',
      'Watch repair',
    ])
    expect(await names({ criteria: 'watch rep', matchExactPhrase: true })).toEqual(['Watch repair'])
    expect(await names({ criteria: 'елка' })).toEqual(['Ёлка'])
    expect(await names({ criteria: '"*' })).toEqual([])
    expect(await names({ criteria: '' })).toEqual(['Night watch', 'Watch repair', 'Ёлка'])
    expect(await ada.asks('chansrch', { criteria: '', maxResults: 2 })).toMatchObject({
      exceededServerLimit: true,
    })
  },
)

conversation(
  '[P9.6] [P9.3] [P7.1] a closed room is found but not read, a secret one is not there',
  async ({ app, ada, grace }) => {
    const closed = await app.opensRoom('Chart room', { privacy: 'closed', members: [grace.uri] })
    const secret = await app.opensRoom('Smugglers', { privacy: 'secret', members: [grace.uri] })
    await grace.joins('Chart room')
    await grace.posts('Draft of the new chart')
    await ada.signsIn()

    const { rooms } = await ada.asks('chansrch', { criteria: '' })
    expect(rooms).toMatchObject([{ uri: closed, permissions: ['view'], head: 0, unread: 0 }])
    expect(JSON.stringify(rooms)).not.toContain('Draft')

    const missing = 'ma-chan://localhost/00000000-0000-7000-8000-000000000000'
    const hidden = await ada.isRefused('join', { room: secret }, NoSuchNode)
    expect(await ada.isRefused('join', { room: missing }, NoSuchNode)).toBe(hidden)
    expect(await ada.asks('bjoin', { rooms: [secret, missing] })).toMatchObject({
      rooms: [],
      failed: [secret, missing].map((uri) => ({ uri, ...NoSuchNode })),
    })

    const { rooms: hers } = await grace.asks('chansrch', { criteria: 'smugglers' })
    expect(hers).toMatchObject([{ uri: secret }])
  },
)

conversation(
  '[P9.7] following roams: the other device hears it, the last word wins',
  async ({ app, ada }) => {
    const harbour = await app.room('Harbour')
    const phone = ada.onAnotherDevice()
    await ada.signsIn()
    await phone.signsIn()

    const followed = await ada.follows('Harbour')
    await phone.isTold('presence', followed)
    const setting = { name: 'roomSetting', instance: harbour }
    const unfollowed = await phone.asks('setpresence', { remove: [setting] })
    expect(unfollowed.categories).toEqual([])
    expect(Number(unfollowed.version)).toBeGreaterThan(Number(followed.version))
    await ada.isTold('presence', unfollowed)
    await phone.hearsNothing()

    const nowhere = 'ma-chan://localhost/00000000-0000-7000-8000-000000000000'
    await ada.isRefused('setpresence', { publish: [{ name: 'roomSetting', instance: nowhere }] }, NoSuchNode)
  },
)
