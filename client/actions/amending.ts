// What one may do about posts that stand: edit and remove one's own, react, pin. All of it works without network, shows at
// once, and goes out by the same way as posts. A refusal comes back on the row that it is about.

import { noSuchRoom } from '#shared/errors.ts'
import type { Content, PostOf, PostRef } from '#shared/post.ts'
import type { RoomUri } from '#shared/uri.ts'
import { isStorageFull } from '../cache/full.ts'
import * as outbox from '../cache/outbox.ts'
import { addressOf } from '../cache/reading.ts'
import { core } from '../sync/core.ts'
import { Refused } from '../sync/refusal.ts'
import { postable } from './postable.ts'

/** So long a removal can be called off. */
export const UNDO_MS = 5_000

async function amend(
  guid: string,
  content: Exclude<Content, { kind: 'chat' }>,
  { notBefore }: { notBefore?: number } = {},
): Promise<string> {
  const { cache, world } = core()
  const room: RoomUri | undefined = await addressOf(cache, guid)
  if (room === undefined) throw noSuchRoom()
  const text = content.kind === 'edit' ? content.chat : ''
  const written = { room, text, content, ...(notBefore === undefined ? {} : { notBefore }) }
  return await outbox.enqueue(cache, world, written).catch((error: unknown) => {
    if (isStorageFull(error)) throw new Refused('StorageFull', 'The browser has no space left for this.')
    throw error
  })
}

export type Edited = Pick<PostOf<'edit'>, 'chat' | 'story' | 'mentions'>

/** The post says this from now on. An edit that has not gone out yet is only changed. */
export async function editPost(guid: string, target: PostRef, edited: Edited): Promise<string> {
  const content = { kind: 'edit' as const, target, ...postable(edited) }
  const waiting = await outbox.unsealedAbout(core().cache, content)
  if (waiting === undefined) return await amend(guid, content)
  await outbox.rewrite(core().cache, waiting.id, content)
  return waiting.id
}

/** @returns what `undoRemoval` wants */
export async function removePost(guid: string, target: PostRef): Promise<string> {
  return await amend(guid, { kind: 'redact', target }, { notBefore: core().world.clock.now() + UNDO_MS })
}

/** Throws `InvalidFlowOfOperations` when it is too late. */
export async function undoRemoval(removal: string): Promise<void> {
  await outbox.cancelQueued(core().cache, removal)
}

/** On, or off again. What was not sent yet is only called off. */
export async function react(
  guid: string,
  target: PostRef,
  { emoji, on }: { emoji: string; on: boolean },
): Promise<void> {
  await toggle(guid, { kind: 'react', target, emoji, on })
}

export async function pin(guid: string, target: PostRef, on: boolean): Promise<void> {
  await toggle(guid, { kind: 'pin', target, on })
}

async function toggle(guid: string, content: Extract<Content, { on: boolean }>): Promise<void> {
  const { cache } = core()
  const waiting = await outbox.unsealedAbout(cache, content)
  if (waiting === undefined) await amend(guid, content)
  else if (waiting.on !== content.on) await outbox.cancelQueued(cache, waiting.id)
}
