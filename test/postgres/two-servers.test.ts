// Two servers over one PostgreSQL, and no line between them: what one stores, the people at the other hear of.

import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PersonName } from '../support/people.ts'
import { Person } from '../support/person.ts'
import { TestApp } from '../support/start-app.ts'
import { type CuttingProxy, startCuttingProxy } from './cutting-proxy.ts'

let here: TestApp
/** Reaches the database by a line that can be cut. */
let there: TestApp
let proxy: CuttingProxy

beforeEach(async () => {
  here = await TestApp.start()
  there = await TestApp.startBeside(here, async (url) => {
    proxy = await startCuttingProxy(url)
    return proxy.url
  })
})
afterEach(async () => {
  await there.drains()
  await proxy.close()
  await here.stop()
  await rm(there.dataFolder, { recursive: true })
})

async function at(app: TestApp, name: PersonName): Promise<Person> {
  return new Person(app, await here.welcome(name))
}

test('[P14.5] I-09: what another node stored is heard within ten seconds, by those who may still hear it', async () => {
  const speaker = await at(there, 'ada')
  const listener = await at(here, 'grace')
  const removed = await at(here, 'mallory')
  const members = ['ada', 'grace', 'mallory']
  const room = await here.opensRoom('Bridge', { privacy: 'closed', members })
  for (const person of [speaker, listener, removed]) await person.joins(room)

  await there.admin('room.set', { room, remove: { member: ['mallory'] } })
  await speaker.posts('Between us', 'Two at once')

  await listener.receives({ chat: 'Between us', seq: 1 })
  await listener.receives({ chat: 'Two at once', seq: 2 })
  await removed.isTold('kick', { room })
  await removed.hearsNothing()
  expect(await listener.asks('bccontext', { room, last: { count: 5 } })).toMatchObject({ head: 2 })
  for (const person of [speaker, listener, removed]) person.leaves()
})

test('I-08: a page of a room to which nobody listens here is read anew', async () => {
  const speaker = await at(there, 'ada')
  const reader = await at(here, 'grace')
  const room = await here.opensRoom('Quay')
  const newest = { room, last: { count: 5 } }
  await speaker.joins(room)
  await speaker.posts('One')
  expect(await reader.asks('bccontext', newest)).toMatchObject({ head: 1 })
  await speaker.posts('Two')
  expect(await reader.asks('bccontext', newest)).toMatchObject({ head: 2, entries: [{}, { seq: 2 }] })

  await reader.joins(room)
  expect(await reader.asks('bccontext', newest)).toMatchObject({ head: 2 })
  await speaker.posts('Three')
  await reader.receives({ chat: 'Three' })
  expect(await reader.asks('bccontext', newest)).toMatchObject({ head: 3 })
  for (const person of [speaker, reader]) person.leaves()
})

test('I-09: a post in doubt whose author never returns is heard within ten seconds', async () => {
  const author = await at(there, 'ada')
  const listener = await at(there, 'grace')
  const room = await here.opensRoom('Quay')
  for (const person of [author, listener]) await person.joins(room)
  await author.posts('Before')
  await listener.receives({ chat: 'Before', seq: 1 })

  proxy.cutAfterCommitOf('Answered by nobody')
  const [reply] = await author.connection.post([author.seals('Answered by nobody')])
  expect(reply?.resp.text).toBe('DatabaseConnection')
  author.leaves()

  await listener.receives({ chat: 'Answered by nobody', seq: 2 })
  await listener.hearsNothing()
  listener.leaves()
})
