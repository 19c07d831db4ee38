// From an entry on the wire to its row. The sealed bytes stay exactly as they came.

import { type Entry, isTombstone, type LogItem } from '#shared/entry.ts'
import { type PostOf, readSigned } from '#shared/post.ts'
import { type RoomUri, usernameOf } from '#shared/uri.ts'
import type { EntryRow, PostRow } from './rows.ts'

export function entryRow(room: RoomUri, item: LogItem): EntryRow {
  const placed = { room, seq: item.seq, ts: Date.parse(item.ts) }
  if (isTombstone(item))
    return { ...placed, id: item.id, kind: 'tombstone', gone: item.gone, was: item.kind, hash: item.hash }
  const post = readSigned(item.signed)
  if (post === undefined || post.room !== room || post.kind !== 'chat')
    return { ...placed, id: `${room}#${item.seq}`, kind: 'opaque', signed: item.signed, sig: item.sig }
  return { ...placed, ...postFields(item, post) }
}

function postFields(item: Entry, post: PostOf<'chat'>): Omit<PostRow, 'room' | 'seq' | 'ts'> {
  return {
    id: post.id,
    kind: 'chat',
    author: post.author,
    authdisp: item.authdisp ?? usernameOf(post.author),
    device: post.device,
    chat: post.chat,
    alert: post.alert ?? false,
    via: item.via,
    signed: item.signed,
    sig: item.sig,
  }
}

export function isPost(row: EntryRow): row is PostRow {
  return row.kind === 'chat'
}
