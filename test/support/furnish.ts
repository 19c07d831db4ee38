// Accounts and rooms in a data folder, made without a server, for tests that start the server as a process.

import { EVERYONE } from '#shared/uri.ts'
import type { Endpoint } from '../../server/channel/endpoint.ts'
import { readConfig } from '../../server/config.ts'
import { silentLog } from '../../server/logger.ts'
import { openServices, type Services } from '../../server/services.ts'
import { databaseOf } from './database.ts'
import { createSealingDevice } from './sealing-device.ts'

export const PASSWORD = 'a password that is long enough'

export async function openFolder(dataFolder: string): Promise<Services> {
  const config = readConfig({ BACKCHAT_DATA: dataFolder, ...(await databaseOf(dataFolder)) })
  return openServices(config, { clock: { now: Date.now }, log: silentLog, onBroken: () => {} })
}

/** Open rooms, for everyone. */
export async function furnishFolder(
  { admin }: Services,
  names: { people: string[]; rooms: string[] },
): Promise<{ uris: string[] }> {
  for (const username of names.people) {
    const displayName = `${username[0]?.toUpperCase()}${username.slice(1)}`
    await admin.run({ act: 'user.add', args: { username, displayName, password: PASSWORD } })
  }
  await admin.run({ act: 'category.add', args: { name: 'Port', allow: ['everyone'] } })
  const uris: string[] = []
  for (const name of names.rooms) {
    const made = await admin.run({ act: 'room.add', args: { name, category: 'Port', privacy: 'open' } })
    uris.push((made as { uri: string }).uri)
  }
  return { uris }
}

/** Lets someone say many things in a room, numbered from 1, sealed by a device that is enrolled for it. */
export async function fillRoom(
  { channel, identity, store }: Services,
  said: { room: string; username: string; posts: number; chat?: (number: number) => string },
): Promise<void> {
  const uri = `sip:${said.username}@localhost`
  const person = await store.person({ uri })
  if (!person) throw new Error(`${said.username} is nobody here.`)
  const keys = createSealingDevice()
  const { deviceId } = await identity.enrolDevice(person, { publicKey: keys.publicKey, name: 'test' })
  const device = createSealingDevice({ ...keys, id: deviceId })
  const endpoint: Endpoint = {
    ...{ id: 'filling', person: uri, displayName: person.displayName, principals: [uri, EVERYONE] },
    ...{ device: { id: deviceId, publicKey: device.publicKey }, joined: new Set<string>(), ended: false },
  }
  await channel.rooms.join(endpoint, said.room)
  const numbers = Array.from({ length: said.posts }, (_, index) => index + 1)
  const seal = (number: number) =>
    device.seal({ room: said.room, author: uri, chat: said.chat?.(number) ?? `number ${number}` })
  await Promise.all(numbers.map((number) => channel.posting.post(endpoint, seal(number))))
  await channel.rooms.leaveAll(endpoint)
}
