// Which rooms two devices speak of. A room is named only to a device that is known to belong to it, so that nobody learns of a
// room by being asked; known it is from the pool, or from a ticket that the pool has signed.

import type { FrameOf } from '#shared/mesh/frames.ts'
import { type PoolSigned, readPoolSigned } from '#shared/mesh/pool-signed.ts'
import { epochSchema, isRevoked, type MemberTicket } from '#shared/mesh/ticket.ts'
import type { RoomUri } from '#shared/uri.ts'
import { freshBudget, LINK_CHARS } from './budget.ts'
import type { Device, Effect } from './happenings.ts'
import { tellHave } from './repair.ts'
import {
  type Kept,
  linksIn,
  type Mesh,
  type Proving,
  type RoomState,
  type Standing,
  standing,
} from './state.ts'
import { checkOf, holdsNow, readTicket } from './trust.ts'

export function linkUp(mesh: Mesh, { ticket, ...link }: Proving, room: RoomState): Effect[] {
  const { peer, room: first, certificates, nonce, since } = link
  const up: Standing = {
    ...{ state: 'standing', peer, room: first, certificates, nonce, since, key: ticket.told.key },
    ...{ rooms: new Map(), shown: new Set([first]), heardAt: mesh.now, pingedAt: mesh.now },
    ...{ hasServer: false, haveAt: new Map(), budget: freshBudget(LINK_CHARS, mesh.now), faults: 0 },
  }
  mesh.links.set(peer, up)
  const others = [...mesh.rooms.values()].filter(({ room: uri, known }) => uri !== first && known.has(peer))
  return [...share(mesh, up, { room, ticket }), ...others.flatMap((each) => show(up, each))]
}

/** Both have shown a ticket for it: from now on it is spoken of. */
function share(
  mesh: Mesh,
  link: Standing,
  { room, ticket }: { room: RoomState; ticket: Kept<MemberTicket> },
): Effect[] {
  link.rooms.set(room.room, ticket)
  room.known.set(link.peer, { ticket, seenAt: mesh.now, dials: 0, dialAt: 0 })
  const epoch: Effect[] = room.epoch
    ? [{ do: 'send', to: link.peer, frame: { t: 'epoch', statement: room.epoch.by } }]
    : []
  return [...epoch, ...tellHave(mesh, link, room)]
}

function show(link: Standing, room: RoomState): Effect[] {
  if (link.shown.has(room.room)) return []
  link.shown.add(room.room)
  return [{ do: 'send', to: link.peer, frame: { t: 'ticket', ticket: room.own.by } }]
}

export function readShownTicket(mesh: Mesh, link: Standing, { ticket }: FrameOf<'ticket'>): Effect[] {
  const told = readTicket(ticket)
  const room = told && mesh.rooms.get(told.room)
  // A room that we are not in is not spoken of, not even by a refusal.
  if (!told || !room) return []
  if (told.device !== link.peer || told.key !== link.key || !holdsNow(mesh, room, told)) return []
  const proves = { kind: 'ticket-proven', from: link.peer, ticket } as const
  return [{ do: 'check', from: link.peer, checks: [checkOf('ticket', ticket)], proves }]
}

export function ticketProven(mesh: Mesh, from: Device, by: PoolSigned): Effect[] {
  const link = standing(mesh, from)
  const told = readTicket(by)
  const room = told && mesh.rooms.get(told.room)
  if (!link || !told || !room) return []
  const isNew = !link.rooms.has(room.room)
  const answer = show(link, room)
  return isNew ? [...answer, ...share(mesh, link, { room, ticket: { told, by } })] : answer
}

/** It belongs to the room, and was there so long ago. */
export function meet(
  mesh: Mesh,
  room: RoomState,
  { device, age, ticket }: { device: Device; age: number; ticket?: Kept<MemberTicket> },
): void {
  if (device === mesh.self) return
  const member = room.known.get(device)
  const seenAt = Math.max(member?.seenAt ?? 0, mesh.now - age)
  const { dials = 0, dialAt = 0 } = member ?? {}
  room.known.set(device, { ticket: ticket ?? member?.ticket, seenAt, dials, dialAt })
}

/** From the pool: who belongs to the room. @returns what to say to those that are linked already */
export function learnMembers(mesh: Mesh, room: RoomState, devices: readonly Device[]): Effect[] {
  for (const device of devices) meet(mesh, room, { device, age: 0 })
  return devices.flatMap((device) => {
    const link = standing(mesh, device)
    return link && !link.rooms.has(room.room) ? show(link, room) : []
  })
}

export function readEpoch(mesh: Mesh, from: Device, statement: PoolSigned): Effect[] {
  const told = readPoolSigned(epochSchema, statement)
  const room = told && mesh.rooms.get(told.room)
  if (!told || !room || told.epoch <= (room.epoch?.told.epoch ?? -1)) return []
  const proves = { kind: 'epoch-proven', from, statement } as const
  return [{ do: 'check', from, checks: [checkOf('epoch', statement)], proves }]
}

/** Whoever is void by it is spoken to no longer, and everybody else hears of it. */
export function heedEpoch(mesh: Mesh, from: Device, by: PoolSigned): Effect[] {
  const told = readPoolSigned(epochSchema, by)
  const room = told && mesh.rooms.get(told.room)
  if (!told || !room || told.epoch <= (room.epoch?.told.epoch ?? -1)) return []
  room.epoch = { told, by }
  const others = linksIn(mesh, told.room).filter(({ peer }) => peer !== from)
  const news: Effect[] = others.map(({ peer }) => ({
    do: 'send',
    to: peer,
    frame: { t: 'epoch', statement: by },
  }))
  return [...news, ...closeVoid(mesh)]
}

/** Links on which no room is left that both may speak of are closed. */
export function closeVoid(mesh: Mesh): Effect[] {
  const up = [...mesh.links.values()].filter((link): link is Standing => link.state === 'standing')
  return up.flatMap((link) => {
    for (const [uri, ticket] of link.rooms) {
      const room = mesh.rooms.get(uri)
      const { told } = ticket
      if (room && mesh.now < told.exp && !isRevoked(told, room.epoch?.told)) continue
      link.rooms.delete(uri)
      link.shown.delete(uri)
      room?.known.delete(link.peer)
    }
    if (link.rooms.size > 0) return []
    mesh.links.delete(link.peer)
    return [{ do: 'close', to: link.peer, why: 'no room in common' } as const]
  })
}

/** It is no longer spoken of here. */
export function leaveRoom(mesh: Mesh, room: RoomUri): Effect[] {
  mesh.rooms.delete(room)
  return closeVoid(mesh)
}
