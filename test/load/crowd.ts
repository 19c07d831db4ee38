// People by the dozen and their devices, signed in once: what a client holds when the server goes away and it comes back.

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { furnishFolder, openFolder, PASSWORD } from '../support/furnish.ts'
import { http, Refused } from '../support/protocol-client.ts'
import { Device, type Sealed } from '../support/protocol-device.ts'
import { type Auth, WireClient } from './wire-client.ts'

/** So many towards one address of the server have free ports with room to spare. */
export const CLIENTS_PER_ADDRESS = 5_000

export type Member = {
  uri: string
  token: string
  deviceId: string
  seals(room: string, chat: string): Sealed
}

/** Accounts and open rooms in a new data folder, with compliance recording on. */
export async function furnishLoad(names: { people: string[]; rooms: string[] }): Promise<{
  dataFolder: string
  uris: string[]
}> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'backchat-load-'))
  const services = await openFolder(dataFolder)
  const { uris } = await furnishFolder(services, names)
  await services.admin.run({ act: 'compliance.set', args: { to: 'on' } })
  await services.close()
  return { dataFolder, uris }
}

/** Rooms as an office has them: closed, each person a member of so many of them, side by side. */
export async function furnishOffice(size: { people: string[]; rooms: number; each: number }): Promise<{
  dataFolder: string
  roomsOf: (person: number) => string[]
  uris: string[]
}> {
  const { people, rooms, each } = size
  const { dataFolder } = await furnishLoad({ people, rooms: [] })
  const services = await openFolder(dataFolder)
  const roomNumbersOf = (person: number) =>
    Array.from({ length: each }, (_, index) => (person * each + index) % rooms)
  const members = Array.from({ length: rooms }, (): string[] => [])
  for (const [person, name] of people.entries())
    for (const room of roomNumbersOf(person)) members[room]?.push(name)
  const uris: string[] = []
  for (const [room, inRoom] of members.entries()) {
    const args = { name: `Room ${room}`, category: 'Port', privacy: 'closed', members: inRoom }
    uris.push(((await services.admin.run({ act: 'room.add', args })) as { uri: string }).uri)
  }
  await services.close()
  return { dataFolder, uris, roomsOf: (person) => roomNumbersOf(person).map((room) => uris[room] ?? '') }
}

export async function signIn(url: string, username: string): Promise<Member> {
  const session = await http(`${url}/api/auth/sign-in/username`, { body: { username, password: PASSWORD } })
  const token = session.headers.get('set-auth-token')
  if (token === null) throw new Error(`${username} could not sign in: ${session.status}`)
  const device = new Device()
  const body = { publicKey: device.publicKey, name: username }
  const deviceId = String((await http(`${url}/api/devices`, { token, body })).body.deviceId)
  const uri = `sip:${username}@localhost`
  const seals = (room: string, chat: string) => device.seal({ room, author: uri, device: deviceId, chat })
  return { uri, token, deviceId, seals }
}

export async function signInAll(url: string, usernames: string[]): Promise<Member[]> {
  const members: Member[] = []
  for (const username of usernames) members.push(await signIn(url, username))
  return members
}

export async function ticketOf(url: string, { token }: Member): Promise<unknown> {
  return (await http(`${url}/api/provisioning`, { token })).body.ticket
}

export function named(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}`)
}

/** Members by turns, as fast as the server lets them in. */
export async function connectAll(url: string, members: Member[], count: number): Promise<WireClient[]> {
  const tickets = await Promise.all(members.map((member) => ticketOf(url, member)))
  const place = async (index: number) => {
    const { deviceId } = members[index % members.length] ?? { deviceId: '' }
    const auth = { ticket: tickets[index % members.length], deviceId }
    return letIn(url, auth, `127.0.0.${2 + Math.floor(index / CLIENTS_PER_ADDRESS)}`)
  }
  return Promise.all(Array.from({ length: count }, (_, index) => place(index)))
}

async function letIn(url: string, auth: Auth, from: string): Promise<WireClient> {
  for (;;) {
    try {
      return await WireClient.open(url, auth, from)
    } catch (error) {
      if (!(error instanceof Refused) || error.data.retryAfterMs === undefined) throw error
      await wait(error.data.retryAfterMs)
    }
  }
}
