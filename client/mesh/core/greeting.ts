// How a link becomes one that is listened to: both ends show a ticket for the room it was opened for, then prove that the ticket's
// device and this link's certificate are theirs. Until then nothing else is read, and it has five seconds.

import type { FrameOf } from '#shared/mesh/frames.ts'
import type { PoolSigned } from '#shared/mesh/pool-signed.ts'
import type { RoomUri } from '#shared/uri.ts'
import type { Device, Effect, Proven } from './happenings.ts'
import { linkUp } from './rooms-in-common.ts'
import type { Link, Mesh, Proving } from './state.ts'
import { authBytes, checkOf, holdsNow, readTicket } from './trust.ts'

export const GREETING_MS = 5_000
const SHUNNED_MS = 10 * 60_000

type Opened = { peer: Device; room: RoomUri; own: string; theirs: string; nonce: string }

export function greet(mesh: Mesh, { peer, room, own, theirs, nonce }: Opened): Effect[] {
  const known = mesh.rooms.get(room)
  const shunned = (mesh.shunned.get(peer) ?? 0) > mesh.now
  if (!known || shunned) return [{ do: 'close', to: peer, why: shunned ? 'shunned' : 'no such room' }]
  const certificates = { own, theirs }
  mesh.links.set(peer, { state: 'greeting', peer, room, certificates, nonce, since: mesh.now })
  return [{ do: 'send', to: peer, frame: { t: 'hello', v: 1, nonce, ticket: known.own.by } }]
}

export function readHello(mesh: Mesh, link: Link, { ticket, nonce }: FrameOf<'hello'>): Effect[] {
  const told = readTicket(ticket)
  const room = mesh.rooms.get(link.room)
  const isTheirs = told?.device === link.peer && told.fingerprint === link.certificates.theirs
  // A nonce that comes back is our own word in another's mouth.
  if (link.state !== 'greeting' || !told || !room || !isTheirs || nonce === link.nonce)
    return cut(mesh, link.peer, 'not who was called')
  if (!holdsNow(mesh, room, told)) return cut(mesh, link.peer, 'a ticket that does not hold')
  const proves: Proven = { kind: 'hello-proven', from: link.peer, ticket, nonce }
  return [{ do: 'check', from: link.peer, checks: [checkOf('ticket', ticket)], proves }]
}

export function helloProven(
  mesh: Mesh,
  link: Link | undefined,
  { ticket, nonce }: { ticket: PoolSigned; nonce: string },
): Effect[] {
  const told = readTicket(ticket)
  if (link?.state !== 'greeting' || !told) return []
  const { peer, room, certificates, since } = link
  const proving: Proving = {
    ...{ state: 'proving', peer, room, certificates, nonce: link.nonce, since },
    ...{ ticket: { told, by: ticket }, theirNonce: nonce },
  }
  mesh.links.set(peer, proving)
  return [{ do: 'sign', to: peer, bytes: authBytes(proving, 'ours') }]
}

export function readAuth(mesh: Mesh, link: Link, { sig }: FrameOf<'auth'>): Effect[] {
  if (link.state !== 'proving') return cut(mesh, link.peer, 'a proof out of turn')
  const check = { key: link.ticket.told.key, bytes: authBytes(link, 'theirs'), sig }
  return [{ do: 'check', from: link.peer, checks: [check], proves: { kind: 'auth-proven', from: link.peer } }]
}

export function authProven(mesh: Mesh, link: Link | undefined): Effect[] {
  const room = link && mesh.rooms.get(link.room)
  if (link?.state !== 'proving' || !room) return []
  return linkUp(mesh, link, room)
}

/** Of one that has proved who it is: nothing is taken from it for a while, over whatever link. */
export function shun(mesh: Mesh, peer: Device, why: string): Effect[] {
  mesh.shunned.set(peer, mesh.now + SHUNNED_MS)
  return cut(mesh, peer, why)
}

export function cut(mesh: Mesh, peer: Device, why: string): Effect[] {
  mesh.links.delete(peer)
  return [{ do: 'close', to: peer, why }]
}

export function hurryGreetings(mesh: Mesh): Effect[] {
  return [...mesh.links.values()]
    .filter(({ state, since }) => state !== 'standing' && mesh.now - since > GREETING_MS)
    .flatMap(({ peer }) => cut(mesh, peer, 'did not prove itself in time'))
}
