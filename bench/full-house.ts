// A house as full as it gets: thousands of rooms, tens of thousands of people, a million posts, on either database, with
// the Channel service over it. Posts come through the store's own append, so that filling it measures the index too.

import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Channel, createChannel } from '../server/channel/channel.ts'
import type { Endpoint } from '../server/channel/endpoint.ts'
import { COMMAND_LINE } from '../server/channel/room-rules.ts'
import { posted } from '../server/compliance/record.ts'
import { silentLog } from '../server/logger.ts'
import { createMetrics } from '../server/metrics.ts'
import { createLocalPool } from '../server/pool/local-pool.ts'
import { openStore } from '../server/store/open-store.ts'
import type { Store } from '../server/store/store.ts'
import { createTalk, type Talk } from './search-talk.ts'

const VOCABULARY = 60_000
const POSTS_PER_COMMIT = 64
const ROOMS_WITH_TALK = 200

export type House = { store: Store; channel: Channel; talk: Talk; ada: Endpoint; stop(): Promise<void> }

export async function openHouse(databaseUrl?: string): Promise<House> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'backchat-bench-'))
  const onBroken = (fault: Error) => {
    throw fault
  }
  const store = await openStore({ dataFolder, databaseUrl, onBroken })
  const channel = await createChannel({
    ...{ store, pool: createLocalPool(), domain: 'localhost', clock: { now: () => Date.now() } },
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
    log: silentLog,
    metrics: createMetrics(),
  })
  const person = 'sip:ada@localhost'
  const ada: Endpoint = {
    ...{ id: 'ada', person, displayName: 'Ada', device: { id: randomUUID(), publicKey: '' } },
    ...{ principals: [person, 'domain:localhost', 'everyone'], joined: new Set(), ended: false },
  }
  return {
    ...{ store, channel, talk: createTalk(VOCABULARY), ada },
    async stop() {
      await channel.close()
      await store.close()
      rmSync(dataFolder, { recursive: true })
    },
  }
}

export async function addPeople({ store }: House, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    const username = `person${at}`
    await store.addAccount({
      ...{ uri: `sip:${username}@localhost`, username, displayName: `Person ${at}`, admin: false, at: 0 },
      ...{ authUser: username, accountId: username, passwordHash: 'none' },
    })
  }
}

/** Every other one open, the rest with members of their own. */
export async function addRooms({ store, channel, talk }: House, count: number): Promise<number[]> {
  const { uri: category } = await channel.categories.add({
    ...{ name: 'All', description: '', scope: { allow: ['everyone'], deny: [], creator: [] } },
    ...{ invitations: false, fileUpload: true, chatHistory: true },
  })
  const ids: number[] = []
  for (let at = 0; at < count; at += 1) {
    const members = [`sip:person${at}@localhost`, `sip:person${at + 1}@localhost`]
    const { uri } = await channel.management.create(COMMAND_LINE, {
      ...{ name: `Room ${at} ${talk.word(at)}`, category, description: '', type: 'normal', addIn: null },
      ...{ privacy: at % 2 === 0 ? ('open' as const) : ('closed' as const), invitations: 'false' },
      ...{ members: at % 2 === 0 ? [] : members, managers: [], presenters: [] },
    })
    const access = await store.roomAccess({ uri })
    if (access) ids.push(access.room.id)
  }
  return ids
}

/** @returns seconds that it took */
export async function fill({ store, talk }: House, rooms: readonly number[], posts: number): Promise<number> {
  const aclEpoch = await store.aclEpoch({})
  const busy = rooms.slice(0, ROOMS_WITH_TALK)
  const startedAt = performance.now()
  for (let done = 0; done < posts; done += POSTS_PER_COMMIT) {
    const items = Array.from({ length: POSTS_PER_COMMIT }, (_, at) =>
      itemOf(busy[(done + at) % busy.length] ?? 1, { chat: talk.post(), dseq: done + at + 1 }),
    )
    await store.append({ aclEpoch, at: Date.now(), items })
  }
  while (!(await store.indexed()));
  return (performance.now() - startedAt) / 1000
}

const device = randomUUID()

function itemOf(roomId: number, { chat, dseq }: { chat: string; dseq: number }) {
  const id = randomUUID()
  const author = 'sip:person1@localhost'
  const signed = JSON.stringify({ v: 1, kind: 'chat', id, author, device, dseq, chat })
  const event = posted({ room: `room ${roomId}`, author, device, id, kind: 'chat', signed, sig: 'none' })
  return {
    ...{ roomId, id, device, dseq, author, kind: 'chat', via: 'server' as const, signed, sig: 'none', event },
    fleeting: false,
  }
}
