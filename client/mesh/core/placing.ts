// How what is carried gets to the pool, and how everybody who carries it hears that it did. One's own posts go the usual way; those
// of others are handed in a little later, for their authors may be back as well.

import { type PoolSigned, readPoolSigned } from '#shared/mesh/pool-signed.ts'
import { receiptSchema } from '#shared/mesh/receipt.ts'
import type { RoomUri } from '#shared/uri.ts'
import type { Device, Effect, HandedIn, Hash } from './happenings.ts'
import { linksIn, type Mesh, type RoomState } from './state.ts'
import { checkOf } from './trust.ts'

const HANDED_IN_AT_ONCE = 50
const AUTHORS_FIRST_MS = 2_000
const SPREAD_OVER_MS = 3_000
const AGAIN_MS = 5_000
/** So many placed posts are known of a room; more is found out again by handing them in. */
const PLACED_MAX = 20_000

/** The pool is back: each device waits for another time, so that not all bring the same. */
export function awaitAuthors(mesh: Mesh): void {
  const share = [...mesh.self].reduce(
    (sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % SPREAD_OVER_MS,
    7,
  )
  for (const room of mesh.rooms.values()) room.handInAt = mesh.now + AUTHORS_FIRST_MS + share
}

export function handIn(mesh: Mesh): Effect[] {
  if (mesh.server !== 'ready') return []
  return [...mesh.rooms.values()].flatMap((room) => {
    const open = [...room.open.values()]
    if (mesh.now < room.handInAt || open.some(({ isHandedIn }) => isHandedIn)) return []
    const posts = open
      .filter(({ isOwn, isKept }) => isKept && !isOwn)
      .sort((one, other) => (one.hlc < other.hlc ? -1 : 1))
      .slice(0, HANDED_IN_AT_ONCE)
    if (posts.length === 0) return []
    for (const post of posts) post.isHandedIn = true
    return [{ do: 'hand-in', room: room.room, posts }]
  })
}

export function handInFailed(mesh: Mesh, uri: RoomUri): Effect[] {
  const room = mesh.rooms.get(uri)
  if (!room) return []
  for (const post of room.open.values()) post.isHandedIn = false
  room.handInAt = mesh.now + AGAIN_MS
  return []
}

export function handedIn(
  mesh: Mesh,
  { room: uri, answers, receipts }: { room: RoomUri; answers: HandedIn[]; receipts: PoolSigned[] },
): Effect[] {
  const room = mesh.rooms.get(uri)
  if (!room) return []
  for (const post of room.open.values()) post.isHandedIn = false
  const withheld = answers.filter(({ answer }) => answer === 'withheld')
  if (answers.some(({ answer }) => answer === 'retry')) room.handInAt = mesh.now + AGAIN_MS
  return [
    ...receipts.flatMap((receipt) => applyReceipt(mesh, receipt, undefined)),
    ...release(room, withheld),
  ]
}

/** It came from the pool itself, or in the log. */
export function placed(mesh: Mesh, uri: RoomUri, hashes: readonly Hash[]): Effect[] {
  const room = mesh.rooms.get(uri)
  return room
    ? release(
        room,
        hashes.map((hash) => ({ hash })),
      )
    : []
}

export function readReceipt(mesh: Mesh, from: Device, receipt: PoolSigned): Effect[] {
  const told = readPoolSigned(receiptSchema, receipt)
  const room = told && mesh.rooms.get(told.room)
  if (!told || !room || told.entries.every(([, , hash]) => room.placed.get(hash)?.receipt)) return []
  const proves = { kind: 'receipt-proven', from, receipt } as const
  return [{ do: 'check', from, checks: [checkOf('receipt', receipt)], proves }]
}

/** Who carries any of it hears of it too. */
export function applyReceipt(mesh: Mesh, receipt: PoolSigned, from: Device | undefined): Effect[] {
  const told = readPoolSigned(receiptSchema, receipt)
  const room = told && mesh.rooms.get(told.room)
  if (!told || !room) return []
  const news = told.entries.filter(([, , hash]) => !room.placed.get(hash)?.receipt)
  if (news.length === 0) return []
  const gone = release(
    room,
    news.map(([seq, , hash]) => ({ hash, seq, receipt })),
  )
  const others = linksIn(mesh, room.room).filter(({ peer }) => peer !== from)
  const news_ = others.map(
    ({ peer }) => ({ do: 'send', to: peer, frame: { t: 'receipt', receipt } }) as const,
  )
  return [...gone, ...news_]
}

type Answered = { hash: Hash; seq?: number; receipt?: PoolSigned }

function release(room: RoomState, answered: readonly Answered[]): Effect[] {
  const open = new Map([...room.open.values()].map((post) => [post.hash, post]))
  for (const { hash, receipt } of answered) {
    const post = open.get(hash)
    const known = room.placed.get(hash)
    const { device, dseq } = post ?? known ?? { device: undefined, dseq: 0 }
    room.placed.delete(hash)
    room.placed.set(hash, { device, dseq, receipt: receipt ?? known?.receipt })
    if (post) room.open.delete(post.post.signed)
  }
  while (room.placed.size > PLACED_MAX) room.placed.delete(room.placed.keys().next().value ?? '')
  if (answered.length === 0) return []
  return [
    { do: 'release', room: room.room, placed: answered.map(({ hash, seq }) => ({ hash, seq: seq ?? null })) },
  ]
}
