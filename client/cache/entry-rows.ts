// From an entry on the wire to its row. The sealed bytes stay exactly as they came.

import { type Entry, isTombstone, type LogItem } from '#shared/entry.ts'
import { type AnyPost, type PostOf, readSigned } from '#shared/post.ts'
import { type RoomUri, usernameOf } from '#shared/uri.ts'
import type { AmendContent, AmendRow, EntryRow, PostRow } from './rows.ts'

export function entryRow(room: RoomUri, item: LogItem): EntryRow {
  const placed = { room, seq: item.seq, ts: Date.parse(item.ts) }
  if (isTombstone(item))
    return { ...placed, id: item.id, kind: 'tombstone', gone: item.gone, was: item.kind, hash: item.hash }
  const post = readSigned(item.signed)
  if (post === undefined || post.room !== room)
    return { ...placed, id: `${room}#${item.seq}`, kind: 'opaque', signed: item.signed, sig: item.sig }
  const sealed = { ...placed, id: post.id, ...sealedFields(item, post) }
  return post.kind === 'chat' ? { ...sealed, ...postFields(post) } : { ...sealed, ...amendFields(post) }
}

function sealedFields({ authdisp, via, signed, sig }: Entry, { author, device }: AnyPost) {
  return { author, authdisp: authdisp ?? usernameOf(author), device, via, signed, sig }
}

function postFields({ chat, alert = false, story, replyTo, mentions }: PostOf<'chat'>) {
  return {
    ...{ kind: 'chat' as const, chat, alert },
    ...(story === undefined ? {} : { story }),
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(mentions === undefined ? {} : { mentions }),
  }
}

function amendFields(post: Exclude<AnyPost, { kind: 'chat' }>): Pick<AmendRow, 'kind' | 'about' | 'content'> {
  const {
    v: _v,
    id: _id,
    room: _room,
    author: _a,
    device: _d,
    dseq: _n,
    prev: _p,
    hlc: _h,
    salt: _s,
    ...rest
  } = post
  return { kind: 'amend', about: 'target' in post ? post.target.id : '', content: rest as AmendContent }
}

export function isPost(row: EntryRow): row is PostRow {
  return row.kind === 'chat'
}

export function isAmend(row: EntryRow): row is AmendRow {
  return row.kind === 'amend'
}
