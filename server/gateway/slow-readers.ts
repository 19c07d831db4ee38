// A reader that stops reading costs the server its memory, so each socket has a budget for what waits to be
// sent. Over it the connection is cut at once; the client comes back and catches up by seq: a resync.

import type { Server, Socket } from 'socket.io'
import type { Log } from '../logger.ts'
import type { Metrics } from '../metrics.ts'

const LOOK_EVERY_MS = 200
/** A quick reader may be this far behind for a moment, after a commit of large posts; at two looks in a row it may not. */
const BYTES_WAITING_MAX = 4 * 1024 * 1024
const BYTES_WAITING_EVER_MAX = 16 * 1024 * 1024

type Wire = { bufferedAmount?: number; terminate?: () => void }
type Waiting = { writeBuffer: { data?: unknown }[] }

export function watchSlowReaders(io: Server, deps: { metrics: Metrics; log: Log }): { stop(): void } {
  const behind = new WeakSet<Socket>()

  function look(socket: Socket): void {
    const bytes = bytesWaiting(socket)
    const wasBehind = behind.delete(socket)
    if (bytes > BYTES_WAITING_EVER_MAX || (wasBehind && bytes > BYTES_WAITING_MAX)) drop(socket, deps)
    else if (bytes > BYTES_WAITING_MAX) behind.add(socket)
  }

  const looking = setInterval(() => {
    for (const socket of io.sockets.sockets.values()) look(socket)
  }, LOOK_EVERY_MS)
  looking.unref()
  return { stop: () => clearInterval(looking) }
}

/** The WebSocket under a Socket.IO socket: its buffer and its abrupt end are not offered by the layers between. */
function wireOf(socket: Socket): Wire | undefined {
  return (socket.conn.transport as unknown as { socket?: Wire }).socket
}

/** What waits in the engine, because the wire takes no more, and what waits in the wire itself. */
function bytesWaiting(socket: Socket): number {
  const { writeBuffer } = socket.conn as unknown as Waiting
  const inWire = wireOf(socket)?.bufferedAmount ?? 0
  return writeBuffer.reduce((sum, { data }) => sum + (typeof data === 'string' ? data.length : 0), inWire)
}

function drop(socket: Socket, { metrics, log }: { metrics: Metrics; log: Log }): void {
  metrics.resyncs.inc()
  log.warn({ session: socket.id }, 'resync: the reader stopped and was dropped')
  wireOf(socket)?.terminate?.()
}
