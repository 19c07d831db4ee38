// Rooms come into the mesh with a ticket from the pool, which also says who else is there.

import { readPoolSigned } from '#shared/mesh/pool-signed.ts'
import { epochSchema } from '#shared/mesh/ticket.ts'
import type { Effect, Happening } from './happenings.ts'
import { heedEpoch, learnMembers } from './rooms-in-common.ts'
import { createState, linksIn, type Mesh, type RoomState } from './state.ts'
import { readTicket } from './trust.ts'

export const newState = createState

export function readRoom(
  mesh: Mesh,
  { ticket, epoch, head, present }: Extract<Happening, { kind: 'room' }>,
): Effect[] {
  const told = readTicket(ticket)
  if (!told || told.device !== mesh.self) return []
  const known = mesh.rooms.get(told.room)
  const room: RoomState = known ?? emptyRoom(told.room, { told, by: ticket })
  const isRenewed = known !== undefined && known.own.told.iat < told.iat
  room.own = { told, by: ticket }
  room.head = Math.max(room.head, head)
  mesh.rooms.set(told.room, room)
  const heeded = epoch && readPoolSigned(epochSchema, epoch) ? heedEpoch(mesh, mesh.self, epoch) : []
  return [...heeded, ...(isRenewed ? showRenewed(mesh, room) : []), ...learnMembers(mesh, room, present)]
}

/** Or the others would stop talking to us when the old one expires. */
function showRenewed(mesh: Mesh, room: RoomState): Effect[] {
  return linksIn(mesh, room.room).map(({ peer }) => ({
    do: 'send',
    to: peer,
    frame: { t: 'ticket', ticket: room.own.by },
  }))
}

function emptyRoom(room: string, own: RoomState['own']): RoomState {
  return {
    ...{ room, own, epoch: undefined, head: 0, toldPresentAt: 0, handInAt: 0 },
    ...{ known: new Map(), open: new Map(), placed: new Map() },
  }
}
