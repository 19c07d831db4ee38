// Whom to believe. A ticket holds for a room, a device and a certificate, until it expires or the pool has said that it is void;
// whoever shows one has to prove that the device's key is theirs, over the certificates of this very link.

import { type PoolSays, type PoolSigned, poolBytes, readPoolSigned } from '#shared/mesh/pool-signed.ts'
import { isRevoked, type MemberTicket, memberTicketSchema } from '#shared/mesh/ticket.ts'
import { openSigned, type SealedPost, type SignedPost, signingBytes } from '#shared/post.ts'
import type { Check } from './happenings.ts'
import type { Mesh, Proving, RoomState } from './state.ts'

/** A post may be passed on for so long after its author's ticket has expired. */
const CARRIED_MAX_MS = 7 * 24 * 60 * 60_000
/** Clocks of members differ. */
const CLOCK_MS = 5 * 60_000
const AUTH_PREFIX = 'backchat.link.v1\0'

export function readTicket(ticket: PoolSigned): MemberTicket | undefined {
  return readPoolSigned(memberTicketSchema, ticket)
}

export function checkOf(what: PoolSays, { signed, kid, sig }: PoolSigned): Check {
  return { key: { kid }, bytes: poolBytes(what, signed), sig }
}

/** Of a device that stands at the other end now. */
export function holdsNow({ now }: Mesh, room: RoomState, ticket: MemberTicket): boolean {
  const isInTime = now < ticket.exp && now > ticket.iat - CLOCK_MS
  return ticket.room === room.room && isInTime && !isRevoked(ticket, room.epoch?.told)
}

export function isTicketOf(ticket: MemberTicket, post: SignedPost): boolean {
  const isSame = ticket.device === post.device && ticket.person === post.author
  return isSame && ticket.room === post.room && ticket.mayPost
}

/** Of a post that may have been written long ago, and is carried since. Its own clock says nothing, for that may be a year wrong. */
export function covers({ now }: Mesh, room: RoomState, ticket: MemberTicket): boolean {
  return now < ticket.exp + CARRIED_MAX_MS && !isRevoked(ticket, room.epoch?.told)
}

export function checkOfPost({ signed, sig }: SealedPost, { key }: MemberTicket): Check {
  return { key, bytes: signingBytes(signed), sig }
}

export function readPost({ signed }: SealedPost): SignedPost | undefined {
  try {
    return openSigned(signed)
  } catch {
    return undefined
  }
}

/** What a device signs to prove itself; the other end reads it the other way round. */
export function authBytes(link: Proving, side: 'ours' | 'theirs'): Uint8Array {
  const { room, nonce, theirNonce, certificates } = link
  const ends = [`${nonce} ${certificates.own}`, `${theirNonce} ${certificates.theirs}`]
  const lines = side === 'ours' ? ends : ends.toReversed()
  return new TextEncoder().encode(AUTH_PREFIX + [room, ...lines].join('\n'))
}
