// Edits, removals, reactions and pins between people, by PROTOCOL.md P20.

import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'
import { ErrorPermission, InvalidArgument, UserNotJoined } from '../support/errors.ts'
import type { Person } from '../support/person.ts'

type Fields = Record<string, unknown>
const MINUTE_MS = 60_000

/** A post of another kind: no words unless they are given. */
function amends(who: Person, kind: string, fields: Fields) {
  return who.seals('', { chat: undefined, kind, ...fields })
}
const edits = (who: Person, target: Fields, chat: string) => amends(who, 'edit', { target, chat })
const redacts = (who: Person, target: Fields) => amends(who, 'redact', { target })
const reacts = (who: Person, target: Fields, { emoji = '👍', on = true } = {}) =>
  amends(who, 'react', { target, emoji, on })
const pins = (who: Person, target: Fields, on = true) => amends(who, 'pin', { target, on })

async function says(who: Person, chat: string): Promise<{ device: string; id: string; seq: number }> {
  const [receipt] = await who.posts(chat)
  return { device: who.deviceId, id: receipt?.id ?? '', seq: receipt?.seq ?? 0 }
}
const refOf = ({ device, id }: { device: string; id: string }) => ({ device, id })
const readAll = (who: Person, room: string, asked: Fields = { last: { count: 200 } }) =>
  who.asks('bccontext', { room, ...asked }) as Promise<{ entries: Fields[]; amends: Fields[] }>

conversation(
  '[P20.1] what changes a post is delivered like a post, and says what it changes',
  async ({ ada, grace }) => {
    for (const person of [ada, grace]) await person.joins('Harbour')
    const post = refOf(await says(ada, 'The frist'))
    await grace.receives({ chat: 'The frist' })
    for (const sealed of [edits(ada, post, 'The first'), reacts(grace, post), pins(grace, post)]) {
      const who = sealed.signed.includes('"kind":"edit"') ? ada : grace
      await who.sends([sealed])
      await grace.receives({ target: post })
    }
  },
)

conversation(
  '[P20.2] only what is a post, is in this room and is not gone can be changed',
  async ({ ada, app }) => {
    await ada.joins('Bridge')
    const elsewhere = refOf(await says(ada, 'On the bridge'))
    await ada.joins('Harbour')
    const post = refOf(await says(ada, 'Here'))
    const edit = edits(ada, post, 'Here now')
    const id = (await ada.sends([edit]))[0]?.id
    const nowhere = { ...post, id: '00000000-0000-7000-8000-000000000000' }
    for (const target of [elsewhere, nowhere, { ...post, id }])
      for (const sealed of [
        edits(ada, target, 'x'),
        redacts(ada, target),
        reacts(ada, target),
        pins(ada, target),
      ])
        await ada.mayNotSend(sealed, InvalidArgument)
    await ada.sends([redacts(ada, post)])
    for (const sealed of [edits(ada, post, 'x'), redacts(ada, post), reacts(ada, post), pins(ada, post)])
      await ada.mayNotSend(sealed, InvalidArgument)
    expect(await app.room('Harbour')).toBeDefined()
  },
)

conversation('[P20.3] only its author edits or removes a post', async ({ ada, mallory }) => {
  for (const person of [ada, mallory]) await person.joins('Harbour')
  const post = refOf(await says(ada, 'Mine'))
  await mallory.receives({ chat: 'Mine' })
  await mallory.mayNotSend(edits(mallory, post, 'Yours'), ErrorPermission)
  await mallory.mayNotSend(redacts(mallory, post), ErrorPermission)
  await ada.sends([edits(ada, post, 'Still mine'), redacts(ada, post)])
  await mallory.receives({ kind: 'edit' })
  await mallory.receives({ kind: 'redact' })
})

conversation('[P20.4] a category may say for how long posts can be changed', async ({ ada, app }) => {
  await ada.joins('Harbour')
  const post = refOf(await says(ada, 'Before'))
  await app.admin('category.set', { category: 'Port', editMinutes: 5 })
  app.movesClockOn(4 * MINUTE_MS)
  await ada.sends([edits(ada, post, 'In time')])
  app.movesClockOn(2 * MINUTE_MS)
  for (const sealed of [edits(ada, post, 'Late'), redacts(ada, post)])
    await ada.mayNotSend(sealed, ErrorPermission)
  await ada.sends([reacts(ada, post)])
  await app.admin('category.set', { category: 'Port', editMinutes: 0 })
  const fresh = refOf(await says(ada, 'Fresh'))
  await ada.mayNotSend(edits(ada, fresh, 'Never'), ErrorPermission)
  // Also when both come in one envelope, and so in the same millisecond.
  const chat = ada.seals('At once')
  const { id, device } = JSON.parse(chat.signed) as { id: string; device: string }
  const replies = await ada.connection.post([chat, edits(ada, { id, device }, 'At once, again')])
  expect(replies.map(({ resp }) => resp.code)).toEqual([200, ErrorPermission.code])
  await app.admin('category.set', { category: 'Port', editMinutes: null })
  await ada.sends([edits(ada, post, 'For ever'), edits(ada, fresh, 'Again')])
})

conversation('[P20.5] who may not post may not react, pin or edit either', async ({ ada, grace, app }) => {
  const room = await app.opensRoom('Lectures', {
    type: 'auditorium',
    privacy: 'closed',
    members: ['ada', 'grace'],
    presenters: ['ada'],
  })
  for (const person of [ada, grace]) await person.joins(room)
  const post = refOf(await says(ada, 'Welcome'))
  await grace.receives({ chat: 'Welcome' })
  for (const sealed of [reacts(grace, post), pins(grace, post)])
    await grace.mayNotSend(sealed, ErrorPermission)
  await ada.sends([reacts(ada, post), pins(ada, post)])
  await ada.parts(room)
  expect(
    (await ada.connection.post([reacts(ada, post, { on: false })])).map(({ resp }) => resp.code),
  ).toEqual([UserNotJoined.code])
})

conversation(
  '[P20.6] [P13.4] a removed post and its edits are tombstones for whoever comes later',
  async ({ ada, grace, app }) => {
    await ada.joins('Harbour')
    const post = refOf(await says(ada, 'A secret'))
    await ada.sends([edits(ada, post, 'A better secret')])
    await ada.sends([redacts(ada, post)])
    await grace.joins('Harbour')
    const { entries } = await readAll(grace, await app.room('Harbour'))
    expect(entries).toMatchObject([
      { gone: 'redacted', kind: 'chat' },
      { gone: 'redacted', kind: 'edit' },
      { seq: 3 },
    ])
    expect(JSON.stringify(entries)).not.toContain('secret')
    const { room } = (await grace.asks('join', { room: await app.room('Harbour') })) as { room: Fields }
    expect(room).not.toHaveProperty('lastPost')
  },
)

conversation('[P20.7] a page tells what became of its posts later', async ({ ada, grace, app }) => {
  for (const person of [ada, grace]) await person.joins('Harbour')
  const first = await says(ada, 'First')
  await says(ada, 'Second')
  const target = refOf(first)
  await ada.sends([edits(ada, target, 'First, mended')])
  await grace.sends([reacts(grace, target), pins(grace, target)])
  await ada.sends([
    reacts(ada, target),
    reacts(ada, target, { emoji: '🎉' }),
    reacts(ada, target, { emoji: '🎉', on: false }),
  ])
  const page = await readAll(grace, await app.room('Harbour'), { after: { seq: 0, count: 1 } })
  expect(page.amends).toMatchObject([
    {
      seq: 1,
      edit: { seq: 3 },
      reactions: [
        { emoji: '👍', count: 2, people: [{ displayName: 'Grace Hopper' }, { displayName: 'Ada Lovelace' }] },
      ],
      pinned: true,
    },
  ])
  expect((await readAll(grace, await app.room('Harbour'))).amends).toEqual([])
})

conversation(
  '[P20.8] the list of rooms shows the newest words, and counts posts only',
  async ({ ada, grace, app }) => {
    for (const person of [ada, grace]) await person.joins('Harbour')
    const post = refOf(await says(ada, 'Frist'))
    await ada.sends([edits(ada, post, 'First'), reacts(ada, post)])
    const { room } = (await grace.asks('join', { room: await app.room('Harbour') })) as { room: Fields }
    expect(room).toMatchObject({ unread: 1, head: 3, lastPost: { seq: 1, chat: 'First' } })
  },
)

conversation(
  '[P20.11] whoever skips what was said may ask what was done about older posts',
  async ({ ada, grace, app }) => {
    await ada.joins('Harbour')
    const room = await app.room('Harbour')
    const [old, other] = [refOf(await says(ada, 'Old')), refOf(await says(ada, 'Older'))]
    await ada.posts('Chatter', 'More chatter')
    await ada.sends([edits(ada, old, 'Old and mended'), reacts(ada, old), pins(ada, old)])
    await ada.sends([redacts(ada, other)])
    const done = (await grace.asks('bcamends', { room, after: 2 })) as { entries: { signed: string }[] }
    expect(done).toMatchObject({ room, to: 8, complete: true })
    expect(done.entries.map(({ signed }) => (JSON.parse(signed) as Fields).kind)).toEqual([
      'edit',
      'pin',
      'redact',
    ])
    expect(await grace.asks('bcamends', { room, after: 8 })).toEqual({
      room,
      entries: [],
      to: 8,
      complete: true,
    })
    for (let count = 0; count < 60; count += 1) await ada.sends([edits(ada, old, `Again ${count}`)])
    expect(await grace.asks('bcamends', { room, after: 8 })).toMatchObject({ to: 58, complete: false })
    expect(await grace.asks('bcamends', { room, after: 58 })).toMatchObject({ to: 68, complete: true })
  },
)

conversation('[P20.12] pinned posts are told as they are now', async ({ ada, grace, app }) => {
  await ada.joins('Harbour')
  const room = await app.room('Harbour')
  const [first, second, third] = [
    refOf(await says(ada, 'First')),
    refOf(await says(ada, 'Second')),
    refOf(await says(ada, 'Third')),
  ]
  const posts = [first, second, third]
  await ada.sends([
    ...posts.map((post) => pins(ada, post)),
    pins(ada, first, false),
    edits(ada, third, 'Third, mended'),
  ])
  await ada.sends([reacts(ada, second)])
  const told = (await grace.asks('getpins', { room })) as { entries: Fields[]; amends: Fields[] }
  expect(told.entries.map(({ seq }) => seq)).toEqual([2, 3])
  expect(told.amends).toMatchObject([
    { seq: 2, reactions: [{ emoji: '👍', count: 1 }], pinned: true },
    { seq: 3, edit: { seq: 8 }, pinned: true },
  ])
})

conversation('[P13.9] neither is told to whoever may not read', async ({ ada, mallory, app }) => {
  const room = await app.opensRoom('Vault', { privacy: 'closed', members: ['ada'] })
  await ada.joins(room)
  await mallory.signsIn()
  for (const command of ['bcamends', 'getpins']) {
    const data = command === 'getpins' ? { room } : { room, after: 0 }
    await mallory.isRefused(command, data, ErrorPermission)
    await ada.asks(command, data)
  }
})

conversation('[P20.4] who is in a room is told how long posts can be changed', async ({ ada, app }) => {
  expect(await ada.joins('Harbour')).toMatchObject({ editMinutes: null })
  await app.admin('category.set', { category: 'Port', editMinutes: 15 })
  await ada.isTold('chanmodify', { room: { editMinutes: 15 } })
  await expect(app.admin('category.set', { category: 'Port', editMinutes: -1 })).rejects.toMatchObject({
    code: 'InvalidArgument',
  })
  await app.admin('category.set', { category: 'Port', description: 'Of ships' })
  expect(await ada.joins('Harbour')).toMatchObject({ editMinutes: 15 })
})
