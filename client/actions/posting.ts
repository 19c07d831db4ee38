// Writing: posts, the outbox and drafts. All of it works without network.

import { noSuchRoom } from '#shared/errors.ts'
import type { PostOf } from '#shared/post.ts'
import { isStorageFull } from '../cache/full.ts'
import * as outbox from '../cache/outbox.ts'
import { addressOf } from '../cache/reading.ts'
import { keepDraft } from '../cache/typed.ts'
import { core } from '../sync/core.ts'
import { Refused } from '../sync/refusal.ts'
import { postable } from './postable.ts'

/** What a post may be besides its words. */
export type Extras = Pick<PostOf<'chat'>, 'alert' | 'story' | 'replyTo' | 'mentions'>

/** @returns the post's id, its own for ever */
export async function post(guid: string, text: string, extras: Extras = {}): Promise<string> {
  const { cache, world } = core()
  const room = await addressOf(cache, guid)
  if (room === undefined) throw noSuchRoom()
  const content = postable({ kind: 'chat' as const, chat: text, ...extras })
  const isPlain = Object.keys(extras).length === 0
  const written = { room, guid, text, ...(isPlain ? {} : { content }) }
  return await outbox.enqueue(cache, world, written).catch(unlessFull)
}

function unlessFull(error: unknown): never {
  if (isStorageFull(error)) throw new Refused('StorageFull', 'The browser has no space left for this post.')
  throw error
}

export async function editQueued(id: string, text: string): Promise<void> {
  await outbox.editQueued(core().cache, id, postable({ chat: text }).chat)
}

export async function cancelQueued(id: string): Promise<void> {
  await outbox.cancelQueued(core().cache, id)
}

export async function retryFailed(id: string): Promise<void> {
  const { cache, world } = core()
  await outbox.retryFailed(cache, id, world.clock.now())
}

export async function saveDraft(guid: string, text: string): Promise<void> {
  await keepDraft(core().cache, guid, text)
}
