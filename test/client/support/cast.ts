// People, rooms and entries that the tests of the client's core speak of.

import type { ReplyOf } from '#shared/command.ts'
import type { getserverinfo } from '#shared/commands/getserverinfo.ts'
import type { Delivered } from '#shared/entry.ts'
import type { PostOf } from '#shared/post.ts'
import type { Room } from '#shared/room.ts'
import type { Provisioning } from '#shared/web/provisioning.ts'
import { Cache } from '../../../client/cache/database.ts'
import { takeOwner } from '../../../client/cache/owner.ts'

export const ADA = 'sip:ada@backchat.test'
export const BEN = 'sip:ben@backchat.test'
export const HARBOUR = 'ma-chan://backchat.test/6f9e0000-0000-4000-8000-000000000001'
export const BRIDGE = 'ma-chan://backchat.test/6f9e0000-0000-4000-8000-000000000002'
export const SIG = 'A'.repeat(86)
export const HASH = 'A'.repeat(43)
export const DEVICE = '00000000-0000-7000-8000-00000000000d'

/** What each of these servers says of itself. */
export const SERVER_INFO: ReplyOf<typeof getserverinfo> = {
  displayName: 'Pool',
  domain: 'backchat.test',
  version: '1',
  serverTime: '2026-11-22T10:00:00.000Z',
  messageSizeLimit: 16_000,
  searchLimit: 100,
  historyLimit: 200,
  roomManagementUrl: null,
}

let caches = 0

/** A cache of Ada's, its own for each test. */
export async function adasCache(): Promise<Cache> {
  caches += 1
  const cache = new Cache(`test-${caches}-${process.pid}`)
  await takeOwner(cache, provisioningFor(ADA), 'first')
  return cache
}

export function provisioningFor(uri: string, change: Partial<Provisioning> = {}): Provisioning {
  return {
    EnablePersistentChat: true,
    DefaultPersistentChatPoolUri: 'http://one.test',
    PersistentChatPoolUris: ['http://one.test'],
    PersistentChatWebManagerUri: null,
    domain: 'backchat.test',
    user: { uri, displayName: uri === ADA ? 'Ada' : 'Ben', admin: false, officer: false },
    ticket: 'ticket',
    poolKeys: [],
    mesh: { enabled: false },
    push: { enabled: false },
    ...change,
  }
}

export function room(uri: string, change: Partial<Room> = {}): Room {
  return {
    uri,
    name: uri === HARBOUR ? 'Harbour' : 'Bridge',
    description: '',
    category: 'ma-cat://backchat.test/6f9e0000-0000-4000-8000-0000000000ca',
    privacy: 'open',
    type: 'normal',
    filePost: true,
    invite: true,
    logged: true,
    addIn: null,
    permissions: ['join', 'chat', 'readHistory', 'view'],
    head: 0,
    unread: 0,
    read: 0,
    participantCount: 1,
    participants: [],
    ...change,
  }
}

export function idOf(n: number): string {
  return `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
}

export function signedOf(change: Partial<PostOf<'chat'>> = {}): string {
  const post: PostOf<'chat'> = {
    v: 1,
    kind: 'chat',
    id: idOf(1),
    room: HARBOUR,
    author: BEN,
    device: DEVICE,
    dseq: 1,
    prev: null,
    hlc: '000000000001-0000',
    chat: 'ahoy',
    ...change,
  }
  return JSON.stringify(post)
}

export function entry(seq: number, change: Partial<PostOf<'chat'>> = {}): Delivered & { signed: string } {
  const signed = signedOf({ id: idOf(seq), dseq: seq, chat: `post ${seq}`, ...change })
  const ts = new Date(Date.parse('2026-11-22T09:00:00Z') + seq * 1000).toISOString()
  return { room: change.room ?? HARBOUR, seq, ts, via: 'server', authdisp: 'Ben', signed, sig: SIG }
}

export function tombstone(seq: number): Delivered {
  const ts = '2026-11-22T09:00:00.000Z'
  return { room: HARBOUR, seq, ts, id: idOf(seq), kind: 'chat', hash: HASH, gone: 'redacted' }
}

export function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}
