// Plays the script on the real services: people are added by administrators' acts, enrol a key, follow rooms,
// join, post and read, each at the hour of the script.

import { randomUUID } from 'node:crypto'
import type { RoomUri } from '#shared/uri.ts'
import type { Endpoint } from '../channel/endpoint.ts'
import type { Services } from '../services.ts'
import { ADMINISTRATOR, CAST, CATEGORIES, PASSWORD, ROOMS, type Room, type Who } from './cast.ts'
import { createDemoDevice, type DemoDevice } from './device.ts'
import { seeded, type Utterance } from './script.ts'

const FLEETING_LIFE_MS = 10 * 60_000
const UNREAD_SEED = 0x51ea
const UNREAD_MOST = 9
/** The talk that is going on has something new for everyone. */
const TALK_UNREAD = 3

type Actor = { endpoint: Endpoint; device: DemoDevice }
type Actors = ReadonlyMap<Who, Actor>
type Rooms = ReadonlyMap<Room, RoomUri>
type Stage = { services: Services; actors: Actors; rooms: Rooms }
export type Hour = { set(at: number): void }

export async function actOut(services: Services, script: Utterance[], hour: Hour): Promise<void> {
  hour.set((script[0]?.at ?? Date.now()) - 60_000)
  const actors = await cast(services)
  const rooms = await build(services)
  const stage = { services, actors, rooms }
  await settleIn(stage)
  for (const utterance of script) {
    hour.set(utterance.at)
    await speak(stage, utterance)
  }
  await readUpTo(stage)
  await services.store.forgetFleeting({ before: (script.at(-1)?.at ?? 0) - FLEETING_LIFE_MS })
  await Promise.all([...actors.values()].map(({ endpoint }) => services.channel.rooms.leaveAll(endpoint)))
}

async function cast({ admin, identity }: Services): Promise<Actors> {
  const entries = Object.entries(CAST).map(async ([username, { name }]) => {
    const args = { username, displayName: name, password: PASSWORD, admin: username === ADMINISTRATOR }
    const { uri } = (await admin.run({ act: 'user.add', args })) as { uri: string }
    const person = await identity.findPerson(uri)
    if (!person) throw new Error(`${uri} was added and is not there.`)
    const device = createDemoDevice()
    const { publicKey } = device
    const { deviceId } = await identity.enrolDevice(person, { publicKey, name: 'Demo' })
    const endpoint: Endpoint = {
      ...{ id: randomUUID(), person: uri, displayName: name, device: { id: deviceId, publicKey } },
      ...{ principals: await identity.principalsOf(uri), joined: new Set(), ended: false },
    }
    return [username as Who, { endpoint, device }] as const
  })
  return new Map(await Promise.all(entries))
}

async function build({ admin }: Services): Promise<Rooms> {
  for (const args of CATEGORIES) await admin.run({ act: 'category.add', args })
  const rooms = new Map<Room, RoomUri>()
  for (const [room, args] of Object.entries(ROOMS)) {
    const { uri } = (await admin.run({ act: 'room.add', args })) as { uri: string }
    rooms.set(room as Room, uri)
  }
  return rooms
}

/** Everyone enters every room that they may, and follows it. */
async function settleIn({ services, actors, rooms }: Stage): Promise<void> {
  const { channel } = services
  for (const { endpoint } of actors.values()) {
    const { rooms: entered } = await channel.rooms.joinAll(endpoint, [...rooms.values()])
    await channel.personal.publish(endpoint, { publish: entered.map(({ uri }) => uri), remove: [] })
  }
}

async function speak({ services, actors, rooms }: Stage, { at, who, room, text }: Utterance): Promise<void> {
  const actor = actors.get(who)
  const uri = rooms.get(room)
  if (!actor || !uri) throw new Error(`The script sends ${who} into ${room}, and one of them is missing.`)
  const { endpoint, device } = actor
  const sealed = device.seal({
    ...{ device: endpoint.device.id, author: endpoint.person, room: uri, chat: text, at },
  })
  await services.channel.posting.post(endpoint, sealed)
}

/** Each person has read up to some posts before the end, so that there is something new to find. */
async function readUpTo({ services, actors, rooms: known }: Stage): Promise<void> {
  const chance = seeded(UNREAD_SEED)
  for (const { endpoint } of actors.values()) {
    const followed = [...endpoint.joined]
    const { rooms } = await services.channel.rooms.joinAll(endpoint, followed)
    for (const { uri, head } of rooms) {
      const left = uri === known.get('harbour') ? TALK_UNREAD : unread(chance)
      await services.channel.personal.markRead(endpoint, { room: uri, seq: Math.max(0, head - left) })
    }
  }
}

function unread(chance: () => number): number {
  return chance() < 0.5 ? 0 : Math.floor(chance() * UNREAD_MOST)
}
