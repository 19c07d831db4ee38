// How a post goes round: whoever gets one that is new checks it, puts it on the disk, and only then says so and passes it on, to
// everybody in the room but those who have it. Nobody's word is needed but the author's and the pool's.

import { hlcMillis } from '#shared/hlc.ts'
import { type FrameOf, HOPS_MAX } from '#shared/mesh/frames.ts'
import type { PoolSigned } from '#shared/mesh/pool-signed.ts'
import type { SignedPost } from '#shared/post.ts'
import { AUTHOR_POSTS, freshBudget, spend } from './budget.ts'
import type { Device, Effect, Hash, OpenPost, Proven } from './happenings.ts'
import { type Carried, linksIn, type Mesh, type RoomState, type Standing, standing } from './state.ts'
import { checkOf, checkOfPost, covers, isTicketOf, readPost, readTicket } from './trust.ts'

/** Beyond this nobody else's posts are taken in a room; one's own always are. */
export const CARRIED_MAX = 10_000

/** What is wrong with it, or what to do. */
type Read = { fault: string } | { effects: Effect[] }

export function readPostFrame(mesh: Mesh, link: Standing, frame: FrameOf<'post'>): Read {
  const room = mesh.rooms.get(frame.room)
  if (!room) return { effects: [] }
  if (!link.rooms.has(frame.room)) return { fault: 'a post of a room that is not in common' }
  const known = room.open.get(frame.post.signed)
  if (known) {
    known.at.add(link.peer)
    return { effects: [] }
  }
  const post = readPost(frame.post)
  if (!post || post.room !== frame.room) return { fault: 'no post of that room' }
  return readNew(mesh, { room, link, post, frame })
}

type New = { room: RoomState; link: Standing; post: SignedPost; frame: FrameOf<'post'> }

function readNew(mesh: Mesh, { room, link, post, frame }: New): Read {
  const ticket = readTicket(frame.ticket)
  if (!ticket || !isTicketOf(ticket, post)) return { fault: "a post without its author's ticket" }
  // Who passed it on may not have heard yet that the ticket is void.
  if (!covers(mesh, room, ticket) || room.open.size >= CARRIED_MAX) return { effects: [] }
  const checks = [checkOf('ticket', frame.ticket), checkOfPost(frame.post, ticket)]
  const { id, device, dseq, hlc } = post
  const open: OpenPost = {
    ...{ id, room: room.room, device, dseq, hlc, hash: '' },
    ...{ post: frame.post, ticket: frame.ticket },
  }
  const proves: Proven = { kind: 'post-proven', from: link.peer, post: open, hops: frame.hops }
  return { effects: [{ do: 'check', from: link.peer, checks, proves }] }
}

/** Only of what an author has signed: nobody else can use it up. */
function isInBudget(mesh: Mesh, author: Device): boolean {
  const budget = mesh.budgets.get(author) ?? freshBudget(AUTHOR_POSTS, mesh.now)
  mesh.budgets.set(author, budget)
  return spend(budget, { ...AUTHOR_POSTS, now: mesh.now, amount: 1 })
}

export function postProven(
  mesh: Mesh,
  { from, post, hops }: Extract<Proven, { kind: 'post-proven' }>,
): Effect[] {
  const room = mesh.rooms.get(post.room)
  if (!room || room.open.has(post.post.signed)) return []
  if (room.placed.has(post.hash)) return tellReceipt(from, room.placed.get(post.hash)?.receipt)
  if (!isInBudget(mesh, post.device)) return []
  const carried: Carried = {
    ...post,
    ...{ isOwn: false, since: mesh.now, hops: hops + 1, at: new Set([from, post.device]) },
    ...{ isKept: false, isHandedIn: false },
  }
  room.open.set(post.post.signed, carried)
  return [{ do: 'keep', post }]
}

const tellReceipt = (to: Device, receipt: PoolSigned | undefined): Effect[] =>
  receipt ? [{ do: 'send', to, frame: { t: 'receipt', receipt } }] : []

/** It is on the disk. */
export function kept(mesh: Mesh, hash: Hash): Effect[] {
  for (const room of mesh.rooms.values()) {
    const post = [...room.open.values()].find((each) => each.hash === hash)
    if (!post || post.isKept) continue
    post.isKept = true
    const sources = [...post.at].filter((device) => standing(mesh, device)?.rooms.has(room.room))
    const held: Effect[] = sources.map((to) => ({
      do: 'send',
      to,
      frame: { t: 'held', room: room.room, hashes: [hash] },
    }))
    return [...held, ...spread(mesh, room, post)]
  }
  return []
}

/** To everybody in the room who is not known to have it. */
export function spread(mesh: Mesh, room: RoomState, post: Carried): Effect[] {
  return linksIn(mesh, room.room).flatMap((link) => give(link, room, post))
}

/** One that has no ticket yet, or went round long enough, is offered to nobody. */
export function give(link: Standing, room: RoomState, post: Carried): Effect[] {
  const ticket = post.isOwn ? room.own.by : post.ticket
  if (post.at.has(link.peer) || !post.isKept || !ticket || post.hops > HOPS_MAX) return []
  post.at.add(link.peer)
  const frame = { t: 'post', room: room.room, post: post.post, ticket, hops: post.hops } as const
  return [{ do: 'send', to: link.peer, frame }]
}

export function readHeld(mesh: Mesh, link: Standing, { room: uri, hashes }: FrameOf<'held'>): Effect[] {
  const room = mesh.rooms.get(uri)
  if (!room || !link.rooms.has(uri)) return []
  const told = new Set(hashes)
  const known = [...room.open.values()].filter(({ hash }) => told.has(hash))
  for (const post of known) post.at.add(link.peer)
  if (known.length === 0) return []
  return [{ do: 'held', room: uri, hashes: known.map(({ hash }) => hash), by: link.peer }]
}

/** So late has the pool's answer to be before a post goes round. */
export const HEDGE_MS = 1_000

/** Own posts whose answer is late; all of them where the pool does not answer at all. */
export function hedge(mesh: Mesh): Effect[] {
  const patience = mesh.server === 'ready' ? HEDGE_MS : 0
  return [...mesh.rooms.values()].flatMap((room) =>
    [...room.open.values()]
      .filter((post) => post.isOwn && mesh.now - post.since >= patience)
      .flatMap((post) => spread(mesh, room, post)),
  )
}

/** In the order in which they are shown until the pool says otherwise; a clock that is ahead counts as now. */
export function shownOrder(posts: readonly OpenPost[], now: number): OpenPost[] {
  const place = ({ hlc }: OpenPost) => Math.min(hlcMillis(hlc), now + AHEAD_MAX_MS)
  return posts.toSorted(
    (one, other) =>
      place(one) - place(other) ||
      compare(one.hlc, other.hlc) ||
      compare(one.device, other.device) ||
      one.dseq - other.dseq,
  )
}
const AHEAD_MAX_MS = 60_000
const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
