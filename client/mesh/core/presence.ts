// Who is there. While the pool answers it says so; afterwards those who are linked tell each other of whom they hear, and a device
// that nobody has heard of for a minute and a half is no longer counted, nor called.

import type { FrameOf } from '#shared/mesh/frames.ts'
import { neighbours } from '#shared/mesh/ring.ts'
import { cut } from './greeting.ts'
import type { Device, Effect, Proven } from './happenings.ts'
import { learnMembers, meet } from './rooms-in-common.ts'
import { linksIn, type Mesh, type RoomState, type Standing } from './state.ts'
import { checkOf, holdsNow, readTicket } from './trust.ts'

export const PRESENT_MS = 90_000
const PING_MS = 2_000
const PING_ONLINE_MS = 20_000
const DEAD_MS = 6_000
const TELL_MS = 15_000
const TOLD_AT_ONCE = 40
const REDRAW_MS = 10 * 60_000
const DIAL_MS = 1_000
const DIAL_MAX_MS = 30_000
/** The one with the smaller id calls; the other after this, for it may not know of the one. */
const CALLED_MS = 5_000

export function presentIn(mesh: Mesh, room: RoomState): Device[] {
  return [...room.known].flatMap(([device, { seenAt }]) =>
    mesh.now - seenAt < PRESENT_MS || mesh.links.get(device)?.state === 'standing' ? [device] : [],
  )
}

export function dialNeighbours(mesh: Mesh): Effect[] {
  return [...mesh.rooms.values()].flatMap((room) => {
    const wanted = neighbours(mesh.self, presentIn(mesh, room), Math.floor(mesh.now / REDRAW_MS))
    return wanted.flatMap((peer) => dial(mesh, room, peer))
  })
}

function dial(mesh: Mesh, room: RoomState, peer: Device): Effect[] {
  const member = room.known.get(peer)
  const isShunned = (mesh.shunned.get(peer) ?? 0) > mesh.now
  if (!member || mesh.links.has(peer) || isShunned || mesh.now < member.dialAt) return []
  if (member.dialAt === 0 && mesh.self > peer) {
    member.dialAt = mesh.now + CALLED_MS
    return []
  }
  member.dialAt = mesh.now + Math.min(DIAL_MAX_MS, DIAL_MS * 2 ** member.dials)
  member.dials += 1
  return [{ do: 'dial', peer, room: room.room }]
}

/** Who does not answer is as good as gone, long before the channel says so. */
export function ping(mesh: Mesh): Effect[] {
  const every = mesh.server === 'ready' ? PING_ONLINE_MS : PING_MS
  const dead = every - PING_MS + DEAD_MS
  const up = [...mesh.links.values()].filter((link): link is Standing => link.state === 'standing')
  return up.flatMap((link): Effect[] => {
    if (mesh.now - link.heardAt > dead) return cut(mesh, link.peer, 'silent')
    if (mesh.now - link.pingedAt < every) return []
    link.pingedAt = mesh.now
    return [{ do: 'send', to: link.peer, frame: { t: 'ping' } }]
  })
}

/** From now on links are asked often; that they were silent until now says nothing. */
export function listenClosely(mesh: Mesh): void {
  for (const link of mesh.links.values())
    if (link.state === 'standing') {
      link.heardAt = mesh.now
      link.pingedAt = 0
    }
}

/** While the pool is away. */
export function tellPresent(mesh: Mesh): Effect[] {
  if (mesh.server === 'ready') return []
  return [...mesh.rooms.values()].flatMap((room) => {
    if (mesh.now - room.toldPresentAt < TELL_MS) return []
    room.toldPresentAt = mesh.now
    return linksIn(mesh, room.room).flatMap((link) => tellPresentTo(mesh, link, room))
  })
}

function tellPresentTo(mesh: Mesh, link: Standing, room: RoomState): Effect[] {
  const devices = [...room.known].flatMap(([device, { ticket, seenAt }]): [typeof room.own.by, number][] => {
    const age = mesh.links.get(device)?.state === 'standing' ? 0 : mesh.now - seenAt
    return ticket && device !== link.peer && age < PRESENT_MS ? [[ticket.by, Math.ceil(age / 1000)]] : []
  })
  if (devices.length === 0) return []
  const some = devices.sort(([, one], [, other]) => one - other).slice(0, TOLD_AT_ONCE)
  return [{ do: 'send', to: link.peer, frame: { t: 'present', room: room.room, devices: some } }]
}

export function readPresent(
  mesh: Mesh,
  link: Standing,
  { room: uri, devices }: FrameOf<'present'>,
): Effect[] {
  const room = mesh.rooms.get(uri)
  if (!room || !link.rooms.has(uri)) return []
  const holding = devices.flatMap(([ticket, age]) => {
    const told = readTicket(ticket)
    return told && holdsNow(mesh, room, told) ? [{ ticket, age }] : []
  })
  if (holding.length === 0) return []
  const proves: Proven = { kind: 'present-proven', from: link.peer, room: uri, devices: holding }
  return [
    { do: 'check', from: link.peer, checks: holding.map(({ ticket }) => checkOf('ticket', ticket)), proves },
  ]
}

export function presentProven(
  mesh: Mesh,
  { room: uri, devices }: Extract<Proven, { kind: 'present-proven' }>,
): Effect[] {
  const room = mesh.rooms.get(uri)
  if (!room) return []
  const news = devices.flatMap(({ ticket: by, age }) => {
    const told = readTicket(by)
    if (!told) return []
    const isNew = !room.known.has(told.device)
    meet(mesh, room, { device: told.device, age: age * 1000, ticket: { told, by } })
    return isNew ? [told.device] : []
  })
  // Those who are linked already, for another room.
  return learnMembers(
    mesh,
    room,
    news.filter((device) => mesh.links.has(device)),
  )
}
