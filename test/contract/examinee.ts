// What sits the exam: a store over a fresh database that can be closed and opened again, and short ways to fill it.

import { createHash, randomUUID } from 'node:crypto'
import { chainBytes } from '#shared/chain.ts'
import type { Role } from '#shared/person.ts'
import { fold } from '#shared/text.ts'
import type { AppendItem, AppendOutcome } from '../../server/store/append.ts'
import type { Store } from '../../server/store/store.ts'
import { makeRoom } from '../support/room-changes.ts'

export type Examinee = {
  store: Store
  /** The same database, opened anew. */
  reopen(): Promise<Store>
  close(): Promise<void>
}
export type Exam = { readonly store: Store; readonly examinee: Examinee }

export const NOW = Date.UTC(2027, 0, 1)

export async function addPerson(store: Store, name: string): Promise<string> {
  const uri = `sip:${name}@quay.example`
  await store.addAccount({
    ...{ uri, username: name, displayName: name.toUpperCase(), admin: false, at: NOW },
    ...{ authUser: randomUUID(), accountId: randomUUID(), passwordHash: '$argon2id$' },
  })
  return uri
}

type CategoryOptions = { invitations?: boolean; history?: boolean }

export async function addCategory(
  store: Store,
  name: string,
  options: CategoryOptions = {},
): Promise<string> {
  const uri = `ma-cat://quay.example/${randomUUID()}`
  await store.addCategory({
    ...{ uri, name, nameFolded: fold(name), description: '', fileUpload: true, at: NOW },
    ...{ invitations: options.invitations ?? true, chatHistory: options.history ?? true },
    scope: { allow: ['everyone'], deny: ['sip:eve@quay.example'], creator: [] },
  })
  return uri
}

export type RoomOptions = {
  categoryUri: string
  invitations?: boolean
  description?: string
  roles?: Partial<Record<Role, string[]>>
}

export async function addRoom(
  store: Store,
  name: string,
  options: RoomOptions,
): Promise<{ id: number; uri: string }> {
  const uri = `ma-chan://quay.example/${randomUUID()}`
  const description = options.description ?? ''
  await makeRoom(store, {
    ...{ uri, name, description, invitations: options.invitations ?? true, at: NOW },
    categoryUri: options.categoryUri,
    roles: { member: [], manager: [], presenter: [], ...options.roles },
  })
  return { id: await roomId(store, uri), uri }
}

async function roomId(store: Store, uri: string): Promise<number> {
  const access = await store.roomAccess({ uri })
  if (!access) throw new Error(`${uri} was added and is not there.`)
  return access.room.id
}

export type PostOptions = Partial<
  Pick<AppendItem, 'id' | 'device' | 'dseq' | 'author' | 'kind' | 'signed' | 'fleeting'>
>

let lastDseq = 0

export function newPost(room: number, options: PostOptions = {}): AppendItem {
  lastDseq += 1
  const id = options.id ?? randomUUID()
  const device = options.device ?? 'device-1'
  const author = options.author ?? 'sip:ada@quay.example'
  const post = {
    ...{ roomId: room, id, device, author, dseq: lastDseq, kind: 'chat', via: 'server' as const },
    ...{ signed: `{"id":"${id}"}`, sig: 'signature', fleeting: false },
    ...options,
  }
  return { ...post, event: eventOf(post) }
}

function eventOf(post: { id: string; author: string; device: string }): AppendItem['event'] {
  return {
    ...{ at: 0, kind: 'posted', room: 'ma-chan://quay.example/x', seq: null, body: '{}' },
    ...{ person: post.author, device: post.device, post: post.id },
  }
}

/** Appends under the epoch that holds now. */
export async function append(store: Store, items: AppendItem[], at = NOW): Promise<AppendOutcome[]> {
  const result = await store.append({ aclEpoch: await store.aclEpoch({}), at, items })
  if (result.state === 'stale') throw new Error('The epoch of rights moved during a test.')
  return result.outcomes
}

export type Stored = Extract<AppendOutcome, { seq: number }>

export function stored(outcome: AppendOutcome | undefined): Stored {
  if (!outcome || !('seq' in outcome)) throw new Error('The post was not stored.')
  return outcome
}

export function sha256(data: string | Uint8Array): Uint8Array {
  return createHash('sha256').update(data).digest()
}

export function nextChain(previous: Uint8Array, seq: number, signed: string): string {
  return Buffer.from(sha256(chainBytes(previous, seq, sha256(signed)))).toString('hex')
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
