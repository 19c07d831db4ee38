// The mesh as a reducer: something happens at a time, the state changes, and effects come out. The same goes on in a page over
// WebRTC, in a test over toy wires, and in a thousand schedules of everything that can go wrong.

import { type Frame, readFrame, readGreeting } from '#shared/mesh/frames.ts'
import { LINK_CHARS, spend } from './budget.ts'
import { newState, readRoom } from './entering.ts'
import { authProven, cut, greet, helloProven, hurryGreetings, readAuth, readHello, shun } from './greeting.ts'
import type { Effect, Happening, Proven } from './happenings.ts'
import { applyReceipt, awaitAuthors, handedIn, handIn, handInFailed, placed, readReceipt } from './placing.ts'
import { dialNeighbours, listenClosely, ping, presentProven, readPresent, tellPresent } from './presence.ts'
import { compareNow, readHave } from './repair.ts'
import {
  closeVoid,
  heedEpoch,
  leaveRoom,
  readEpoch,
  readShownTicket,
  ticketProven,
} from './rooms-in-common.ts'
import { hedge, kept, postProven, readHeld, readPostFrame } from './spreading.ts'
import type { Link, Mesh, Standing } from './state.ts'
import { recall, sealed } from './writing.ts'

const FAULTS_MAX = 3

export type MeshCore = {
  /** @param now milliseconds since 1970, by the server's clock as well as it is known */
  step(happening: Happening, now: number): Effect[]
  /** To look at. */
  readonly state: Mesh
}

export function createMeshCore(self: string): MeshCore {
  const mesh = newState(self)
  return {
    state: mesh,
    step(happening, now) {
      mesh.now = now
      return react(mesh, happening)
    },
  }
}

function react(mesh: Mesh, happening: Happening): Effect[] {
  switch (happening.kind) {
    case 'tick':
      return passTime(mesh)
    case 'server':
      return hearOfServer(mesh, happening.is)
    case 'room':
      return readRoom(mesh, happening)
    case 'room-left':
      return leaveRoom(mesh, happening.room)
    case 'head':
      return advance(mesh, happening)
    case 'linked':
      return greet(mesh, happening)
    case 'unlinked':
      mesh.links.delete(happening.peer)
      return []
    case 'frame':
      return hear(mesh, mesh.links.get(happening.from), happening.text)
    case 'sealed':
      return sealed(mesh, happening.post)
    case 'recalled':
      return recall(mesh, happening.posts)
    case 'placed':
      return placed(mesh, happening.room, happening.hashes)
    case 'kept':
      return kept(mesh, happening.hash)
    case 'handed-in':
      return handedIn(mesh, happening)
    case 'hand-in-failed':
      return handInFailed(mesh, happening.room)
    case 'forged':
    case 'hello-proven':
    case 'auth-proven':
    case 'auth-signed':
    case 'ticket-proven':
    case 'epoch-proven':
    case 'post-proven':
    case 'receipt-proven':
    case 'present-proven':
      return conclude(mesh, happening)
  }
}

function conclude(mesh: Mesh, proven: Proven): Effect[] {
  switch (proven.kind) {
    case 'forged':
      return fault(mesh, mesh.links.get(proven.from), 'a signature that does not hold')
    case 'hello-proven':
      return helloProven(mesh, mesh.links.get(proven.from), proven)
    case 'auth-signed':
      return [{ do: 'send', to: proven.to, frame: { t: 'auth', sig: proven.sig } }]
    case 'auth-proven':
      return authProven(mesh, mesh.links.get(proven.from))
    case 'ticket-proven':
      return ticketProven(mesh, proven.from, proven.ticket)
    case 'epoch-proven':
      return heedEpoch(mesh, proven.from, proven.statement)
    case 'post-proven':
      return postProven(mesh, proven)
    case 'receipt-proven':
      return applyReceipt(mesh, proven.receipt, proven.from)
    case 'present-proven':
      return presentProven(mesh, proven)
  }
}

function passTime(mesh: Mesh): Effect[] {
  return [
    ...hurryGreetings(mesh),
    ...closeVoid(mesh),
    ...ping(mesh),
    ...hedge(mesh),
    ...compareNow(mesh),
    ...tellPresent(mesh),
    ...dialNeighbours(mesh),
    ...handIn(mesh),
  ]
}

function hearOfServer(mesh: Mesh, is: Mesh['server']): Effect[] {
  if (is === 'ready' && mesh.server !== 'ready') awaitAuthors(mesh)
  if (is !== 'ready' && mesh.server === 'ready') listenClosely(mesh)
  mesh.server = is
  return passTime(mesh)
}

function advance(mesh: Mesh, { room: uri, head }: { room: string; head: number }): Effect[] {
  const room = mesh.rooms.get(uri)
  if (room) room.head = Math.max(room.head, head)
  return []
}

function hear(mesh: Mesh, link: Link | undefined, text: string): Effect[] {
  if (!link) return []
  if (link.state !== 'standing') return hearGreeting(mesh, link, text)
  const frame = readFrame(text)
  link.heardAt = mesh.now
  if (!frame) return fault(mesh, link, 'no frame')
  const isAllowed = spend(link.budget, { ...LINK_CHARS, now: mesh.now, amount: text.length })
  return isAllowed || frame.t === 'bye' ? obey(mesh, link, frame) : []
}

function hearGreeting(mesh: Mesh, link: Link, text: string): Effect[] {
  const frame = readGreeting(text)
  if (!frame) return cut(mesh, link.peer, 'no greeting')
  return frame.t === 'hello' ? readHello(mesh, link, frame) : readAuth(mesh, link, frame)
}

function obey(mesh: Mesh, link: Standing, frame: Frame): Effect[] {
  switch (frame.t) {
    case 'hello':
    case 'auth':
      return fault(mesh, link, 'a greeting out of turn')
    case 'ticket':
      return readShownTicket(mesh, link, frame)
    case 'epoch':
      return readEpoch(mesh, link.peer, frame.statement)
    case 'post': {
      const read = readPostFrame(mesh, link, frame)
      return 'fault' in read ? fault(mesh, link, read.fault) : read.effects
    }
    case 'held':
      return readHeld(mesh, link, frame)
    case 'have':
      return readHave(mesh, link, frame)
    case 'receipt':
      return readReceipt(mesh, link.peer, frame.receipt)
    case 'present':
      return readPresent(mesh, link, frame)
    case 'ping':
      return [{ do: 'send', to: link.peer, frame: { t: 'pong', server: mesh.server === 'ready' } }]
    case 'pong':
      link.hasServer = frame.server
      return []
    case 'bye':
      return cut(mesh, link.peer, 'bye')
  }
}

/** Nobody is perfect, but three times is enough. */
function fault(mesh: Mesh, link: Link | undefined, why: string): Effect[] {
  if (!link) return []
  if (link.state !== 'standing') return cut(mesh, link.peer, why)
  link.faults += 1
  return link.faults < FAULTS_MAX ? [] : shun(mesh, link.peer, why)
}
