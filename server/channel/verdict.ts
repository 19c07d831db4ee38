// Whether one post may be made here and now, as far as rights decide it, and what the store is to be told of it. What it
// is about is judged by the store, in the transaction that stores it.

import { noSuchRoom, XccosError } from '#shared/errors.ts'
import { type AnyPost, isPoolDevice } from '#shared/post.ts'
import type { Permission } from '#shared/room.ts'
import { posted } from '../compliance/record.ts'
import type { Amendment, WhyNot } from '../store/amendment.ts'
import type { AppendItem, AppendOutcome } from '../store/append.ts'
import type { Bearer, Candidate } from './candidate.ts'
import { actor } from './endpoint.ts'
import { type RoomAccess, requirePermission } from './permissions.ts'

export type Verdict = { candidate: Candidate; item?: AppendItem; reason?: unknown }
type Here = { access: RoomAccess | undefined; at: number }

export function verdictOn(candidate: Candidate, here: Here): Verdict {
  try {
    return { candidate, item: toItem(candidate, here) }
  } catch (reason) {
    return { candidate, reason }
  }
}

/** Throws why the post may not be made here and now. */
function toItem(candidate: Candidate, { access, at }: Here): AppendItem {
  const { post } = candidate
  requireRights(candidate, access)
  if (!access) throw noSuchRoom()
  const { room, category } = access
  const place = { roomId: room.id, fleeting: !category.chatHistory }
  return appendItem(candidate, place, amendmentOf(post, { editMinutes: category.editMinutes, at }))
}

/** One's own words may be taken back by whoever may be in the room; anything else is said in it. */
function permissionFor({ kind }: AnyPost): Permission {
  return kind === 'redact' ? 'join' : 'chat'
}

function requireRights({ bearer, post }: Candidate, access: RoomAccess | undefined): void {
  if (bearer.by === 'pool') return
  if (bearer.by === 'carrier') {
    requirePermission(access, bearer.principals, permissionFor(post))
    return
  }
  const { endpoint } = bearer
  if (endpoint.ended) throw new XccosError('UserNotJoined', 'The session has ended.')
  requirePermission(access, endpoint.principals, permissionFor(post))
  if (!endpoint.joined.has(post.room))
    throw new XccosError('UserNotJoined', 'Join the room before you post in it.')
}

export function appendItem(
  { bearer, sealed, post }: Pick<Candidate, 'bearer' | 'sealed' | 'post'>,
  room: { roomId: number; fleeting: boolean },
  amends?: Amendment,
): AppendItem {
  const { id, device, dseq, author, kind } = post
  const { signed, sig } = sealed
  const carrier = bearer.by === 'carrier' ? actor(bearer.endpoint) : undefined
  const event = posted({ ...{ room: post.room, author, device, id, kind, signed, sig }, carrier })
  return {
    ...{ ...room, id, device, dseq, author, kind, via: viaOf(bearer), signed, sig, event },
    ...(amends ? { amends } : {}),
  }
}

export function viaOf({ by }: Bearer): 'mesh' | 'server' {
  return by === 'carrier' ? 'mesh' : 'server'
}

const MINUTE_MS = 60_000

function amendmentOf(
  post: AnyPost,
  { editMinutes, at }: { editMinutes: number | null; at: number },
): Amendment | undefined {
  switch (post.kind) {
    case 'chat':
      return undefined
    case 'edit':
    case 'redact':
      if (isPoolDevice(post.device)) return { kind: 'remove', target: post.target }
      if (editMinutes === 0) throw refusals['too-late']()
      return {
        kind: post.kind,
        target: post.target,
        notBefore: editMinutes === null ? 0 : at - editMinutes * MINUTE_MS,
      }
    case 'react':
      return { kind: 'react', target: post.target, emoji: post.emoji, on: post.on }
    case 'pin':
      return { kind: 'pin', target: post.target, on: post.on }
    case 'replace':
      return { kind: 'replace', target: post.target }
    case 'purge':
      return { kind: 'purge', upTo: post.upTo }
  }
}

const refusals: Record<WhyNot, () => XccosError> = {
  unknown: () => new XccosError('InvalidArgument', 'There is no such post in this room.'),
  gone: () => new XccosError('InvalidArgument', 'That post is gone.'),
  'not-yours': () => new XccosError('ErrorPermission', 'Only its author may change a post.'),
  'too-late': () => new XccosError('ErrorPermission', 'It is too late to change this post.'),
}

/** Why the store did not take it. */
export function refusalOf(outcome: AppendOutcome | undefined): XccosError {
  if (outcome?.result === 'refused') return refusals[outcome.whyNot]()
  return new XccosError('DataCollision', 'This id was used for another post.')
}
