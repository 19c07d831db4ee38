// Writing: posts, the outbox and drafts. All of it works without network.

import { noSuchRoom, XccosError } from '#shared/errors.ts'
import { MESSAGE_BYTES } from '#shared/limits.ts'
import { isPostable, utf8Bytes } from '#shared/text.ts'
import { isStorageFull } from '../cache/full.ts'
import * as outbox from '../cache/outbox.ts'
import { addressOf, saveDraft as saveDraftIn } from '../cache/reading.ts'
import { core } from '../sync/core.ts'
import { Refused } from '../sync/refusal.ts'

/** @returns the post's id, its own for ever */
export async function post(guid: string, text: string): Promise<string> {
  const { cache, world } = core()
  const room = await addressOf(cache, guid)
  if (room === undefined) throw noSuchRoom()
  return await outbox.enqueue(cache, world, { room, guid, text: postable(text) }).catch(unlessFull)
}

function unlessFull(error: unknown): never {
  if (isStorageFull(error)) throw new Refused('StorageFull', 'The browser has no space left for this post.')
  throw error
}

function postable(text: string): string {
  if (text.trim() === '') throw new XccosError('InvalidArgument', 'A post may not be empty.')
  if (utf8Bytes(text) > MESSAGE_BYTES)
    throw new XccosError('LimitExceeded', `A post may have at most ${MESSAGE_BYTES} bytes.`)
  if (!isPostable(text))
    throw new XccosError(
      'InvalidArgument',
      'A post may not contain control characters or direction overrides.',
    )
  return text
}

export async function editQueued(id: string, text: string): Promise<void> {
  await outbox.editQueued(core().cache, id, postable(text))
}

export async function cancelQueued(id: string): Promise<void> {
  await outbox.cancelQueued(core().cache, id)
}

export async function retryFailed(id: string): Promise<void> {
  const { cache, world } = core()
  await outbox.retryFailed(cache, id, world.clock.now())
}

export async function saveDraft(guid: string, text: string): Promise<void> {
  await saveDraftIn(core().cache, guid, text)
}
