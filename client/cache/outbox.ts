// What was written here and is not yet taken by the server. A post has its id from the keystroke and keeps it;
// until it is sealed it can be changed or called off, afterwards no more.

import { XccosError } from '#shared/errors.ts'
import type { Content } from '#shared/post.ts'
import type { RoomUri } from '#shared/uri.ts'
import { uuidv7 } from '#shared/uuid.ts'
import type { Cache } from './database.ts'
import { saveDraft } from './prefs.ts'
import type { OutboxRow } from './rows.ts'
import type { World } from './world.ts'

export type Written = {
  room: RoomUri
  /** Whose draft this was. */
  guid?: string
  text: string
  content?: Content
  notBefore?: number
}

export function contentOf({ content, text }: OutboxRow): Content {
  return content ?? { kind: 'chat', chat: text }
}

/** Puts the post in the queue and empties the room's draft in the same transaction, so text is in one place always. */
export async function enqueue(
  cache: Cache,
  { clock, chance }: Pick<World, 'clock' | 'chance'>,
  { room, guid, text, content, notBefore }: Written,
): Promise<string> {
  const createdAt = clock.now()
  const id = uuidv7(createdAt, chance.bytes(10))
  await cache.transaction('rw', cache.outbox, cache.prefs, async () => {
    const last = await cache.outbox.orderBy('order').last()
    await cache.outbox.add({
      ...{ id, room, order: (last?.order ?? 0) + 1, text, createdAt, state: 'queued' },
      ...(content === undefined ? {} : { content }),
      ...(notBefore === undefined ? {} : { notBefore }),
    })
    if (guid !== undefined) await saveDraft(cache, guid, '')
  })
  return id
}

async function change(cache: Cache, id: string, alter: (row: OutboxRow) => Promise<void>): Promise<void> {
  await cache.transaction('rw', cache.outbox, async () => {
    const row = await cache.outbox.get(id)
    if (row === undefined) throw new XccosError('InvalidFlowOfOperations', 'This post has already been sent.')
    await alter(row)
  })
}

function mustBeUnsealed(row: OutboxRow): void {
  if (row.seal !== undefined)
    throw new XccosError('InvalidFlowOfOperations', 'This post is sealed and can no longer be changed.')
}

export async function editQueued(cache: Cache, id: string, text: string): Promise<void> {
  await change(cache, id, async (row) => {
    mustBeUnsealed(row)
    const content = contentOf(row)
    await cache.outbox.put({
      ...row,
      text,
      ...('chat' in content ? { content: { ...content, chat: text } } : {}),
    })
  })
}

type Amending = Exclude<Content, { kind: 'chat' }>

/** What is written about the same post in the same way, and can still be changed. */
export async function unsealedAbout(
  cache: Cache,
  wanted: Amending,
): Promise<{ id: string; on: boolean } | undefined> {
  const found = (await cache.outbox.toArray()).find((row) => {
    const content = contentOf(row)
    return row.seal === undefined && content.kind !== 'chat' && isAlike(content, wanted)
  })
  const content = found && contentOf(found)
  return found && { id: found.id, on: content !== undefined && 'on' in content && content.on }
}

function isAlike(one: Amending, other: Amending): boolean {
  if (one.kind !== other.kind || one.target.id !== other.target.id) return false
  if (one.target.device !== other.target.device) return false
  return one.kind !== 'react' || other.kind !== 'react' || one.emoji === other.emoji
}

export async function rewrite(cache: Cache, id: string, content: Content): Promise<void> {
  await change(cache, id, async (row) => {
    mustBeUnsealed(row)
    const { reason: _, ...rest } = row
    const text = 'chat' in content ? content.chat : ''
    await cache.outbox.put({ ...rest, text, content, state: 'queued', createdAt: row.createdAt })
  })
}

/** A sealed post may be on its way; only one that the server refused can be thrown away. */
export async function cancelQueued(cache: Cache, id: string): Promise<void> {
  await change(cache, id, async (row) => {
    if (row.state !== 'failed') mustBeUnsealed(row)
    await cache.outbox.delete(id)
  })
}

/** Sends it again, as it is: a sealed post with the same bytes. */
export async function retryFailed(cache: Cache, id: string, now: number): Promise<void> {
  await change(cache, id, async ({ reason: _, ...row }) => {
    await cache.outbox.put({ ...row, state: 'queued', confirmedAt: now })
  })
}

/** Words that were refused are shown to their author; a reaction or a pin is only not there. */
export async function failPost(cache: Cache, id: string, reason: string): Promise<void> {
  await cache.transaction('rw', cache.outbox, async () => {
    const row = await cache.outbox.get(id)
    if (row === undefined) return
    const { kind } = contentOf(row)
    if (kind === 'react' || kind === 'pin') await cache.outbox.delete(id)
    else await cache.outbox.put({ ...row, state: 'failed', reason })
  })
}

/** Only posts that are on their way change state; one that failed or has left meanwhile stays so. */
export async function setOnTheirWay(
  cache: Cache,
  ids: readonly string[],
  state: 'sending' | 'waiting',
): Promise<void> {
  await cache.outbox
    .where('id')
    .anyOf([...ids])
    .and((row) => row.state !== 'failed' && row.state !== state)
    .modify({ state })
}

/** Everything sealed and unanswered waits for the network; nobody is sending it now. */
export async function awaitNetwork(cache: Cache): Promise<void> {
  await cache.outbox.filter((row) => row.state === 'sending').modify({ state: 'waiting' })
}

/** What is to go out, in order. */
export async function pendingPosts(cache: Cache): Promise<OutboxRow[]> {
  return (await cache.outbox.orderBy('order').toArray()).filter((row) => row.state !== 'failed')
}

export async function countUnsent(cache: Cache): Promise<number> {
  return await cache.outbox.count()
}
