// Builds the event of an act, purely; the act's own transaction stores it. Kinds follow the original's
// CHAT, BACKCHAT, JOIN and PART (facts 4.2).

import type { ComplianceEvent } from '../store/jobs/compliance.ts'

export type SignInAct = 'in' | 'refused' | 'out' | 'out everywhere'

/** By address, with the device and the session. */
type Who = { person: string; device: string; session: string }
type Carrier = Who
/** `service` names the life of the server that the session ends with, at the latest. */
type Present = Who & { service: string }

/** A post; its seq and time are filled in by the append that stores it. */
export function posted(post: {
  room: string
  author: string
  device: string
  id: string
  kind: string
  signed: string
  sig: string
  /** Who handed it in, where it was not its author. */
  carrier?: Carrier | undefined
}): ComplianceEvent {
  return {
    at: 0,
    kind: post.kind,
    room: post.room,
    person: post.author,
    device: post.device,
    seq: null,
    post: post.id,
    body: JSON.stringify({ signed: post.signed, sig: post.sig, carrier: post.carrier }),
  }
}

/** A post that was refused, and is in no room's log. */
export function refused({
  post,
  sealed,
  why,
  carrier,
  unrecorded,
  at,
}: {
  post: { room: string; author: string; device: string; id: string }
  sealed: { signed: string; sig: string }
  why: string
  carrier?: Carrier | undefined
  /** So many before it were refused too soon after each other to be recorded. */
  unrecorded: number
  at: number
}): ComplianceEvent {
  const { room, author, device, id } = post
  const { signed, sig } = sealed
  const body = JSON.stringify({ signed, sig, why, carrier, ...(unrecorded > 0 ? { unrecorded } : {}) })
  return { at, kind: 'refused', room, person: author, device, seq: null, post: id, body }
}

export function joined(who: Present, room: string, at: number): ComplianceEvent {
  return attendance('join', who, { room, at })
}

export function parted(who: Present, room: string, at: number): ComplianceEvent {
  return attendance('part', who, { room, at })
}

function attendance(kind: 'join' | 'part', who: Present, act: { room: string; at: number }): ComplianceEvent {
  const body = JSON.stringify({ session: who.session, service: who.service })
  return {
    at: act.at,
    kind,
    room: act.room,
    person: who.person,
    device: who.device,
    seq: null,
    post: null,
    body,
  }
}

/** Somebody came in, was turned away, or left: all of it without a room. */
export function signedIn(
  who: { person: string },
  act: { act: SignInAct; address: string; at: number; user?: string },
): ComplianceEvent {
  const { at, ...body } = act
  return {
    ...{ at, kind: 'sign-in', room: null, person: who.person, device: null, seq: null, post: null },
    body: JSON.stringify(body),
  }
}

/** What an administrator did that is told of nowhere else. */
export function administered(
  who: { person: string },
  act: { act: string; args: unknown; at: number },
): ComplianceEvent {
  const { at, ...body } = act
  return {
    ...{ at, kind: 'admin', room: null, person: who.person, device: null, seq: null, post: null },
    body: JSON.stringify(body),
  }
}

/** A read of history: what was asked, and the run of seq that the answer holds. */
export function readHistory(
  who: Who,
  read: { room: string; at: number; asked: unknown; from: number; to: number },
): ComplianceEvent {
  return {
    at: read.at,
    kind: 'backchat',
    room: read.room,
    person: who.person,
    device: who.device,
    seq: read.to,
    post: null,
    body: JSON.stringify({ session: who.session, asked: read.asked, from: read.from, to: read.to }),
  }
}

/** A search: what was asked, and which posts of a room the answer holds; without a room, that it held none. */
export function searched(
  who: Who,
  read: { room: string | null; at: number; asked: unknown; seqs: number[] },
): ComplianceEvent {
  return {
    at: read.at,
    kind: 'backchat',
    room: read.room,
    person: who.person,
    device: who.device,
    seq: read.seqs.at(-1) ?? null,
    post: null,
    body: JSON.stringify({ session: who.session, asked: read.asked, seqs: read.seqs }),
  }
}
