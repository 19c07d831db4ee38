// What administrators do about what was said, by PROTOCOL.md P20: whoever is there sees it at once, whoever comes later too.

import { createPublicKey, verify } from 'node:crypto'
import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'
import { InvalidArgument } from '../support/errors.ts'
import type { Person } from '../support/person.ts'
import type { TestApp } from '../support/start-app.ts'

type Fields = Record<string, unknown>
const DAY_MS = 24 * 60 * 60_000
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

async function entriesOf(who: Person, app: TestApp, room = 'Harbour'): Promise<Fields[]> {
  const asked = { room: await app.room(room), last: { count: 200 } }
  return (await who.asks('bccontext', asked)).entries as Fields[]
}
async function textsOf(who: Person, app: TestApp, room = 'Harbour'): Promise<unknown[]> {
  const entries = await entriesOf(who, app, room)
  return entries.map((entry) => entry.gone ?? (JSON.parse(String(entry.signed)) as Fields).chat)
}

conversation(
  '[P20.9] a purge takes every text up to a day, that day included, and is seen at once',
  async ({ ada, grace, app }) => {
    for (const person of [ada, grace]) await person.joins('Harbour')
    const [first] = await ada.posts('Long ago')
    const target = { device: ada.deviceId, id: first?.id }
    await ada.sends([ada.seals('Long ago, mended', { kind: 'edit', target })])
    app.movesClockOn(2 * DAY_MS)
    await ada.posts('Today')
    for (const chat of ['Long ago', 'Long ago, mended', 'Today']) await grace.receives({ chat })

    const before = dayOf(Date.now() + DAY_MS)
    expect(await app.admin('room.purge', { room: 'Harbour', until: before })).toMatchObject({
      posts: 2,
      upTo: 2,
    })
    await grace.receives({ kind: 'purge', upTo: 2, author: 'sip:backchat@localhost' })
    expect(await textsOf(grace, app)).toEqual(['purged', 'purged', 'Today', undefined])
    expect(await app.admin('room.purge', { room: 'Harbour', until: before })).toMatchObject({ posts: 0 })
    await grace.hearsNothing()
  },
)

conversation(
  '[P20.9] a message is removed, or replaced, in every room, and found by what it says',
  async ({ ada, grace, app }) => {
    for (const room of ['Bridge', 'Harbour']) {
      for (const person of [ada, grace]) await person.joins(room)
      await ada.posts(`The Secret code of the ${room}`, 'Secretly nothing')
      await grace.posts('My secret')
    }
    const [mended] = await ada.posts('Harmless')
    await ada.sends([
      ada.seals('A secret after all', { kind: 'edit', target: { device: ada.deviceId, id: mended?.id } }),
    ])
    for (let count = 0; count < 8; count += 1) await grace.receives({})

    const query = { user: 'ada', filter: 'secret', match: 'all' }
    expect(await app.admin('message.remove', { ...query, dryRun: true })).toEqual({ found: 3, removed: 0 })
    await grace.hearsNothing()
    const replaced = { ...query, filter: 'SECRET harbour', replace: 'Replaced.' }
    expect(await app.admin('message.remove', replaced)).toEqual({ found: 1, removed: 1 })
    await grace.receives({ kind: 'replace', chat: 'Replaced.' })
    expect(
      await app.admin('message.remove', { ...query, filter: 'Secret', caseSensitive: true }),
    ).toMatchObject({ removed: 1 })
    expect(
      await app.admin('message.remove', { ...query, filter: 'after secret', match: 'exact' }),
    ).toMatchObject({ removed: 0 })
    expect(
      await app.admin('message.remove', { ...query, filter: 'nothing after', match: 'or' }),
    ).toMatchObject({ removed: 3 })
    expect(await textsOf(ada, app, 'Bridge')).toEqual(['purged', 'purged', 'My secret', undefined, undefined])
    expect((await textsOf(ada, app)).slice(0, 5)).toEqual([
      'purged',
      'purged',
      'My secret',
      'purged',
      'purged',
    ])
  },
)

conversation('[P20.9] a page that ends before a replacement tells it', async ({ ada, app }) => {
  await ada.joins('Harbour')
  await ada.posts('A secret', 'More', 'And more')
  await app.admin('message.remove', { filter: 'secret', replace: 'Replaced.' })
  const asked = { room: await app.room('Harbour'), after: { seq: 0, count: 1 } }
  const page = (await ada.asks('bccontext', asked)) as {
    entries: Fields[]
    amends: { edit: { signed: string } }[]
  }
  expect(page.entries[0]).toMatchObject({ seq: 1, gone: 'purged' })
  expect(JSON.parse(page.amends[0]?.edit.signed ?? '')).toMatchObject({ kind: 'replace', chat: 'Replaced.' })
})

conversation('an order that names nothing, or no day, changes nothing', async ({ ada, app }) => {
  await ada.joins('Harbour')
  await ada.posts('Still here')
  await expect(app.admin('message.remove', { room: 'Harbour' })).rejects.toMatchObject({
    code: 'InvalidArgument',
  })
  await expect(app.admin('message.remove', { filter: '!!' })).resolves.toEqual({ found: 0, removed: 0 })
  for (const until of ['yesterday', '2026-13-01', '2026-11-22T25:00Z'])
    await expect(app.admin('room.purge', { room: 'Harbour', until })).rejects.toMatchObject({
      code: 'InvalidArgument',
    })
  await expect(app.admin('room.purge', { room: 'Nowhere', until: '2030-01-01' })).rejects.toMatchObject({
    code: 'NoSuchNode',
  })
  expect(await textsOf(ada, app)).toEqual(['Still here'])
  await app.admin('room.purge', { room: 'Harbour', until: '2100-01-01' })
  expect(await textsOf(ada, app)).toEqual(['purged', undefined])
})

conversation(
  '[P20.10] what the pool writes is signed by its key, and nobody else writes so',
  async ({ ada, app }) => {
    await ada.joins('Harbour')
    await ada.posts('A secret')
    await ada.receives({ chat: 'A secret' })
    await app.admin('message.remove', { filter: 'secret' })
    const entry = (await ada.receives({ kind: 'redact', dseq: 1, prev: null })) as {
      signed: string
      sig: string
      device: string
    }
    const { poolKeys } = (await ada.http('/api/provisioning')).body as {
      poolKeys: { kid: string; publicKey: string }[]
    }
    const x = poolKeys.find(({ kid }) => `pool:${kid}` === entry.device)?.publicKey ?? ''
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
    const bytes = Buffer.from(`backchat.post.v1\0${entry.signed}`)
    expect(verify(null, bytes, key, Buffer.from(entry.sig, 'base64url'))).toBe(true)

    await ada.mayNotSend({ signed: entry.signed, sig: entry.sig }, InvalidArgument)
    const purge = { kind: 'purge', upTo: 1, chat: undefined }
    await ada.mayNotSend(ada.seals('', purge), InvalidArgument)
    await ada.mayNotSend(
      ada.seals('', { ...purge, device: entry.device, author: 'sip:backchat@localhost' }),
      InvalidArgument,
    )
    const account = { username: 'backchat', displayName: 'B', password: 'a long password of mine' }
    await expect(app.admin('user.add', account)).rejects.toMatchObject({ code: 'InvalidArgument' })
    await app.admin('user.add', { ...account, username: 'backchat2' })
  },
)
