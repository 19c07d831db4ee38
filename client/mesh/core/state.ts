// What the core knows: its rooms, its links, and the posts that the pool has not placed yet. Nothing outside `core/` changes it.

import type { PoolSigned } from '#shared/mesh/pool-signed.ts'
import type { EpochStatement, MemberTicket } from '#shared/mesh/ticket.ts'
import type { RoomUri } from '#shared/uri.ts'
import type { Budget } from './budget.ts'
import type { Device, Hash, OpenPost } from './happenings.ts'

export type Kept<Told> = { told: Told; by: PoolSigned }

export type Carried = OpenPost & {
  isOwn: boolean
  /** Since when this device has it, by its own clock. */
  since: number
  hops: number
  /** Who has it, as they said or as it came from them. */
  at: Set<Device>
  /** On the disk here; until then it is not passed on. */
  isKept: boolean
  /** Under way to the pool. */
  isHandedIn: boolean
}

export type Member = {
  /** Once it was shown. */
  ticket: Kept<MemberTicket> | undefined
  seenAt: number
  /** How often it was called since it was linked last, and when it may be again. */
  dials: number
  dialAt: number
}

/** `device` is undefined of one that was never here. */
export type Placing = { device: Device | undefined; dseq: number; receipt: PoolSigned | undefined }

export type RoomState = {
  room: RoomUri
  own: Kept<MemberTicket>
  epoch: Kept<EpochStatement> | undefined
  /** Devices that belong to the room, as the pool or their own tickets say. */
  known: Map<Device, Member>
  /** How far its log is known here. */
  head: number
  /** By what was signed. */
  open: Map<string, Carried>
  /** What the pool has answered for, so that it is not carried again; with the receipt, for those who carry it still. */
  placed: Map<Hash, Placing>
  toldPresentAt: number
  /** Until then the pool is not handed anything. */
  handInAt: number
}

type Linked = {
  peer: Device
  /** The room that it was opened for. */
  room: RoomUri
  certificates: { own: string; theirs: string }
  nonce: string
  since: number
}
export type Greeting = Linked & { state: 'greeting' }
/** Its ticket is genuine; whether it has the key is not known yet. */
export type Proving = Linked & { state: 'proving'; ticket: Kept<MemberTicket>; theirNonce: string }
export type Standing = Linked & {
  state: 'standing'
  key: string
  /** The rooms that both have shown tickets for, with theirs. */
  rooms: Map<RoomUri, Kept<MemberTicket>>
  /** Rooms that our ticket was sent for. */
  shown: Set<RoomUri>
  heardAt: number
  pingedAt: number
  hasServer: boolean
  /** When they were told what is carried here. */
  haveAt: Map<RoomUri, number>
  budget: Budget
  faults: number
}
export type Link = Greeting | Proving | Standing

export type Mesh = {
  self: Device
  now: number
  server: 'ready' | 'slow' | 'gone'
  rooms: Map<RoomUri, RoomState>
  links: Map<Device, Link>
  /** Whose signatures need not be checked twice. */
  genuine: Set<string>
  /** Of authors, for their posts. */
  budgets: Map<Device, Budget>
  /** Until when nothing is taken from them. */
  shunned: Map<Device, number>
}

export function createState(self: Device): Mesh {
  return {
    ...{ self, now: 0, server: 'ready' },
    ...{ rooms: new Map(), links: new Map(), genuine: new Set(), shunned: new Map(), budgets: new Map() },
  }
}

export function standing(mesh: Mesh, peer: Device): Standing | undefined {
  const link = mesh.links.get(peer)
  return link?.state === 'standing' ? link : undefined
}

/** The links over which this room is spoken of. */
export function linksIn(mesh: Mesh, room: RoomUri): Standing[] {
  return [...mesh.links.values()].filter(
    (link): link is Standing => link.state === 'standing' && link.rooms.has(room),
  )
}
