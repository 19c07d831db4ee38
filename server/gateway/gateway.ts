// The socket side of the server, and the only one who knows Socket.IO. Sessions begin and end here;
// what they say goes to the dispatcher, what they hear comes from the pool.

import type { Server as HttpServer } from 'node:http'
import { Server, type Socket } from 'socket.io'
import { ENVELOPE_EVENT } from '#shared/envelope.ts'
import { FRAME_HARD_BYTES } from '#shared/limits.ts'
import { notices } from '#shared/notices/index.ts'
import type { Commands, Endpoint } from '../commands/commands.ts'
import type { Admitted, Identity } from '../identity/identity.ts'
import type { Log } from '../logger.ts'
import type { Metrics } from '../metrics.ts'
import type { Pool } from '../pool/pool.ts'
import { ConnectionRefused, createAdmission, type Pace } from './admission.ts'
import { takeEnvelope } from './dispatcher.ts'
import { openDoor } from './door.ts'
import { createDownlink } from './downlink.ts'
import { noticing, roomOfPerson, sendAnnouncement } from './fanout.ts'
import { hangUpSoonAfterGoodbye } from './goodbyes.ts'
import { jsonParser } from './json-parser.ts'
import { letGoOfRequests } from './let-go.ts'
import { isOwnOrigin, type OwnAddresses } from './origin.ts'
import { watchOverload } from './overload.ts'
import { isEnded, type Session } from './session.ts'
import { watchSlowReaders } from './slow-readers.ts'
import { hearAllOf, hearLittleOfStrangers } from './strangers.ts'
import { createTurns } from './turns.ts'

/** A connection of which nothing is heard for the sum of both is over. */
export type Heartbeat = { intervalMs: number; timeoutMs: number }
export const HEARTBEAT: Heartbeat = { intervalMs: 10_000, timeoutMs: 8_000 }
const DRAIN_RETRY_MS = 2_000

export type Gateway = {
  connections(): number
  /** Tells clients to connect again elsewhere or later, and closes every connection once nothing is under way. */
  drain(): Promise<void>
  close(): Promise<void>
}

export type GatewayDeps = {
  server: HttpServer
  heartbeat: Heartbeat
  pace: Pace
  /** By which browsers may come. */
  own: OwnAddresses
  identity: Pick<Identity, 'admit' | 'onSessionsEnded' | 'principalsOf'>
  commands: Commands
  pool: Pool
  log: Log
  metrics: Metrics
}

export function createGateway(deps: GatewayDeps): Gateway {
  const { identity, commands, pool, metrics, log } = deps
  const io = openServer(deps)
  const overload = watchOverload(commands)
  const slowReaders = watchSlowReaders(io, { metrics, log })
  const sessions = new Map<string, Session>()
  let draining = false
  const dispatch = { ...deps, overload, turns: createTurns(), isDraining: () => draining }

  hearLittleOfStrangers(io)
  hangUpSoonAfterGoodbye(io)
  admitSockets(io, deps, () => draining)
  io.on('connection', (socket) => {
    hearAllOf(socket)
    const session = beginSession(socket)
    sessions.set(socket.id, session)
    commands.arrive(session.endpoint)
    metrics.connections.set(sessions.size)
    const receive = (envelope: unknown) => takeEnvelope(dispatch, session, envelope)
    // Whoever says goodbye and keeps the line open would hold a connection that nobody counts.
    const gone = () => {
      endSession(session)
      socket.conn.close()
    }
    openDoor(socket, { receive, gone }, log)
    if (!(socket.data as Arrival).stillStands()) socket.disconnect(true)
  })
  pool.subscribe((announcement) => sendAnnouncement(io, announcement, metrics))
  identity.onSessionsEnded((ended) => {
    for (const session of sessions.values()) {
      if (!isEnded(session, ended)) continue
      endSession(session)
      io.sockets.sockets.get(session.endpoint.id)?.disconnect(true)
    }
  })

  function endSession(session: Session): void {
    session.endpoint.ended = true
    sessions.delete(session.endpoint.id)
    metrics.connections.set(sessions.size)
    commands.leave(session.endpoint).catch((error: unknown) => log.error({ error }, 'leaving rooms failed'))
  }

  return {
    connections: () => sessions.size,
    async drain() {
      draining = true
      await commands.settled()
      const data = { reason: 'The server is going away.', retryAfterMs: DRAIN_RETRY_MS }
      io.emit(ENVELOPE_EVENT, noticing({ id: notices.drain.ntc, data }))
      // One turn of the loop, so that replies just made ready go out before the goodbye.
      await new Promise((resolve) => setImmediate(resolve))
      io.disconnectSockets(true)
    },
    async close() {
      overload.stop()
      slowReaders.stop()
      await io.close()
    },
  }
}

/** What admission leaves with a socket for the session that begins there. */
type Arrival = { endpoint: Endpoint; signInId: string; stillStands: () => boolean }

function openServer({ server, own, heartbeat }: GatewayDeps): Server {
  const io = new Server(server, {
    transports: ['websocket'],
    serveClient: false,
    parser: jsonParser,
    maxHttpBufferSize: FRAME_HARD_BYTES,
    perMessageDeflate: false,
    pingInterval: heartbeat.intervalMs,
    pingTimeout: heartbeat.timeoutMs,
    allowRequest: (request, decide) => decide(null, isOwnOrigin(request, own)),
  })
  letGoOfRequests(io, server)
  return io
}

function admitSockets(io: Server, { identity, pace, log }: GatewayDeps, isDraining: () => boolean): void {
  const admission = createAdmission(identity, pace)
  io.use((socket, next) => {
    const { conn } = socket
    const whenGone = (free: () => void) => {
      if (conn.readyState === 'open') conn.once('close', free)
      else free()
    }
    const admitting = isDraining()
      ? Promise.reject(new ConnectionRefused('busy', DRAIN_RETRY_MS))
      : admission.admit(socket.handshake.auth, whenGone)
    admitting
      .then(async (admitted) => {
        const endpoint = newEndpoint(socket.id, admitted, await identity.principalsOf(admitted.person.uri))
        const { sessionId: signInId, stillStands } = admitted
        socket.data = { endpoint, signInId, stillStands } satisfies Arrival
        next()
      })
      .catch((error: unknown) => {
        if (!(error instanceof ConnectionRefused)) log.error({ error }, 'a connection could not be admitted')
        next(error instanceof ConnectionRefused ? error : new ConnectionRefused('busy', DRAIN_RETRY_MS))
      })
  })
}

function newEndpoint(id: string, { person, device }: Admitted, principals: string[]): Endpoint {
  return {
    ...{ id, principals, person: person.uri, displayName: person.displayName },
    ...{ device: { id: device.id, publicKey: device.publicKey }, joined: new Set(), ended: false },
  }
}

function beginSession(socket: Socket): Session {
  const { endpoint, signInId } = socket.data as Arrival
  void socket.join(roomOfPerson(endpoint.person))
  const downlink = createDownlink((envelope) => socket.emit(ENVELOPE_EVENT, envelope))
  return { endpoint, signInId, downlink, commandsInFlight: 0, postsInFlight: 0 }
}
