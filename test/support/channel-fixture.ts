// The Channel service over a real SQLite store in a throw-away folder, without sockets.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EVERYONE, type PersonUri, usernameOf } from '#shared/uri.ts'
import { type Channel, createChannel } from '../../server/channel/channel.ts'
import type { Endpoint } from '../../server/channel/endpoint.ts'
import { COMMAND_LINE } from '../../server/channel/room-rules.ts'
import { silentLog } from '../../server/logger.ts'
import { createMetrics } from '../../server/metrics.ts'
import { createLocalPool } from '../../server/pool/local-pool.ts'
import type { Announcement, Pool } from '../../server/pool/pool.ts'
import { openStore } from '../../server/store/open-store.ts'
import type { Store } from '../../server/store/store.ts'
import { createSealingDevice, type SealingDevice } from './sealing-device.ts'

export type Member = { endpoint: Endpoint; device: SealingDevice }
export type ChannelFixture = {
  channel: Channel
  store: Store
  /** Everything announced, in order. */
  announced: Announcement[]
  member(name: string): Member
  /** Of the same store; the two hear nothing of each other. */
  anotherNode(): Promise<Channel>
  room(name: string, members?: string[]): Promise<string>
  close(): Promise<void>
}

export async function openChannelFixture(): Promise<ChannelFixture> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'backchat-channel-'))
  const store = await openStore({ dataFolder, onBroken: (fault) => console.error(fault) })
  const pool = createLocalPool()
  const announced: Announcement[] = []
  pool.subscribe((announcement) => announced.push(announcement))
  const nodes: Channel[] = []
  async function node(heard: Pool): Promise<Channel> {
    const made = await createChannel({
      ...{ store, pool: heard, domain: 'localhost', clock: { now: () => Date.now() } },
      identity: {
        poolKid: async () => '0a',
        signWithPoolKey: async () => ({ kid: '0a', sig: 'A'.repeat(86) }),
        ...{
          device: async () => undefined,
          findPerson: async () => undefined,
          principalsOf: async () => [],
          onSessionsEnded: () => undefined,
        },
      },
      ...{ log: silentLog, metrics: createMetrics() },
    })
    nodes.push(made)
    return made
  }
  const channel = await node(pool)
  const category = await channel.categories.add({
    ...{ name: 'All', description: '', scope: { allow: [EVERYONE], deny: [], creator: [] } },
    ...{ invitations: true, fileUpload: true, chatHistory: true },
  })

  return {
    ...{ channel, store, announced },
    member: (name) => member(name),
    anotherNode: () => node(createLocalPool()),
    async room(name, members = []) {
      for (const person of members) await addPerson(store, person)
      const privacy = members.length > 0 ? ('closed' as const) : ('open' as const)
      const room = await channel.management.create(COMMAND_LINE, {
        ...{ name, category: category.uri, description: '', privacy, type: 'normal', invitations: 'inherit' },
        ...{ addIn: null, members, managers: [], presenters: [] },
      })
      return room.uri
    },
    async close() {
      for (const each of nodes) await each.close()
      await store.close()
      rmSync(dataFolder, { recursive: true })
    },
  }
}

/** Lists name only people who exist. */
async function addPerson(store: Store, uri: PersonUri): Promise<void> {
  if (await store.person({ uri })) return
  const username = usernameOf(uri)
  await store.addAccount({
    ...{ uri, username, displayName: username, admin: false, authUser: uri, accountId: uri },
    ...{ passwordHash: 'none', at: 0 },
  })
}

let sessions = 0

function member(name: string): Member {
  const device = createSealingDevice()
  const person = `sip:${name}@localhost`
  sessions += 1
  const endpoint: Endpoint = {
    ...{ id: `session ${sessions}`, person, displayName: name, principals: [person, EVERYONE] },
    ...{ device: { id: device.id, publicKey: device.publicKey }, joined: new Set<string>(), ended: false },
  }
  return { endpoint, device }
}
