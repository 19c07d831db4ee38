// How a person is seen: what they choose is kept until the server has it; whether they are at the keys is told as it changes.

import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { chosenState, intendState, pendingIntents } from '../../client/cache/intents.ts'
import { AtKeys, IDLE_AFTER_MS } from '../../client/sync/at-keys.ts'
import { connectorRig } from './support/connector-rig.ts'
import { ToyClock, until } from './support/toy-world.ts'

const A_WHILE_MS = IDLE_AFTER_MS - 1_000

test('nobody at the keys for five minutes is idle, and the first move ends it', async () => {
  const clock = new ToyClock()
  const keys = new AtKeys(clock)
  const said: string[] = []
  keys.watch((now) => said.push(now))

  await clock.pass(A_WHILE_MS)
  keys.stir()
  await clock.pass(A_WHILE_MS)
  expect(said).toEqual([])
  await clock.pass(1_000)
  expect(said).toEqual(['idle'])
  keys.stir()
  keys.stir()
  expect(said).toEqual(['idle', 'active'])
})

test('[P21.2] a connection is told when it changes, and a new one what it cannot know', async () => {
  const rig = await connectorRig()
  await rig.goLive()
  expect(rig.server.activities).toEqual([])
  await rig.world.clock.pass(IDLE_AFTER_MS)
  await until(() => rig.server.activities.length === 1)

  rig.connector.stop()
  await rig.goLive()
  await until(() => rig.server.activities.length === 2)
  rig.atKeys.stir()
  await until(() => rig.server.activities.length === 3)
  expect(rig.server.activities).toEqual(['idle', 'idle', 'active'])
  rig.connector.stop()
})

test('[P21.1] a choice holds at once, goes to the server when there is one, and gives way to one from elsewhere', async () => {
  const rig = await connectorRig()
  expect(await chosenState(rig.cache)).toBe('online')
  await intendState(rig.cache, { state: 'away', stamp: '1' })
  await intendState(rig.cache, { state: 'dnd', stamp: '2' })
  expect(await chosenState(rig.cache)).toBe('dnd')

  await rig.goLive()
  await until(async () => (await pendingIntents(rig.cache)).length === 0)
  expect(rig.server.state).toBe('dnd')
  expect(rig.server.followed, 'rooms stay followed').toHaveLength(1)
  expect(await chosenState(rig.cache)).toBe('dnd')

  const elsewhere = { categories: [{ name: 'state', instance: 'away' }], version: 9 }
  rig.server.tell({ id: 'ntc:presence', data: elsewhere })
  await until(async () => (await chosenState(rig.cache)) === 'away')
  rig.connector.stop()
})
