// What the model server does with one post at its commit, by PROTOCOL.md's rules P12.

import { SUCCESS, XccosError } from '#shared/errors.ts'
import { openSigned, type SealedPost, wordsOf } from '#shared/post.ts'
import type { RoomUri } from '#shared/uri.ts'
import type { Books } from './model-commands.ts'
import type { Logged, Receipt } from './model-rooms.ts'
import { sealOf } from './toy-subtle.ts'

export type Sent = { connection: { joined: Set<RoomUri> }; sealed: SealedPost }
export type Outcome = Receipt | XccosError
/** With the entry, when it is new. */
export type Stored = { outcome: Outcome; entry?: Logged }

export function store({ rooms }: Books, { connection, sealed }: Sent): Stored {
  const post = openSigned(sealed.signed)
  const room = rooms.get(post.room)
  if (room === undefined) return { outcome: refusal('NoSuchNode') }
  const known = room.log.find((entry) => entry.id === post.id)
  const receipt = room.receipt(post.id)
  if (known !== undefined && receipt !== undefined)
    return { outcome: known.signed === sealed.signed ? receipt : refusal('DataCollision') }
  if (sealed.sig !== sealOf(sealed.signed)) return { outcome: refusal('InvalidArgument') }
  if (!room.isMine) return { outcome: refusal('ErrorPermission') }
  if (!connection.joined.has(room.uri)) return { outcome: refusal('UserNotJoined') }
  const { id, author, device, dseq, prev, kind } = post
  if (kind === 'pin') return { outcome: refusal('InvalidArgument') }
  const target = 'target' in post ? room.standing().find((each) => each.id === post.target.id) : undefined
  // [P20.2] [P20.3]
  if (kind !== 'chat' && target === undefined) return { outcome: refusal('InvalidArgument') }
  if ((kind === 'edit' || kind === 'redact') && target?.author !== author)
    return { outcome: refusal('ErrorPermission') }
  const about = { kind, ...(target && { target: target.id }), ...('on' in post && { on: post.on }) }
  const entry = room.append({ id, author, device, dseq, prev, chat: wordsOf(post), ...about, ...sealed })
  return { outcome: room.receipt(id) ?? refusal('ServerError'), entry }
}

type Refusal =
  | 'NoSuchNode'
  | 'DataCollision'
  | 'InvalidArgument'
  | 'ErrorPermission'
  | 'UserNotJoined'
  | 'ServerError'

export function refusal(code: Refusal): XccosError {
  return new XccosError(code, 'No.')
}

/** What a server answers that has stored nothing. */
export function madeUp(books: Books, sealed: SealedPost): Receipt {
  const post = openSigned(sealed.signed)
  const seq = (books.rooms.get(post.room)?.log.length ?? 0) + 1
  return { id: post.id, seq, ts: '2026-11-22T10:00:00.000Z', chain: 'A'.repeat(43) }
}

/** The end of a reply: what was answered, or why not. */
export function verdict(answer: () => unknown) {
  try {
    return { resp: SUCCESS, data: answer() }
  } catch (error) {
    if (!(error instanceof XccosError)) throw error
    return { resp: { code: error.status, text: error.code, reason: error.message } }
  }
}
