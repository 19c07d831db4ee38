// A reader that stops reading costs the server its memory, so each socket has a budget for what waits to be
// sent. Over it the connection is cut at once; the client comes back and catches up by seq: a resync.
// Connections are watched from the handshake on: whoever was not admitted yet is owed answers too, such as pongs.

import type { Server } from 'socket.io'
import type { Log } from '../logger.ts'
import type { Metrics } from '../metrics.ts'

const LOOK_EVERY_MS = 200
/** A quick reader may be this far behind for a moment, after a commit of large posts; at two looks in a row it may not. */
const BYTES_WAITING_MAX = 4 * 1024 * 1024
const BYTES_WAITING_EVER_MAX = 16 * 1024 * 1024

/** The WebSocket under a connection: its buffer and its abrupt end are not offered by the layers between. */
type Wire = { bufferedAmount?: number; terminate?: () => void }
type Connection = {
  id: string
  writeBuffer: { data?: unknown }[]
  transport: { socket?: Wire }
  once(event: 'close', listener: () => void): void
}

export function watchSlowReaders(io: Server, deps: { metrics: Metrics; log: Log }): { stop(): void } {
  const connections = new Set<Connection>()
  const behind = new WeakSet<Connection>()

  function look(connection: Connection): void {
    const bytes = bytesWaiting(connection)
    const wasBehind = behind.delete(connection)
    if (bytes > BYTES_WAITING_EVER_MAX || (wasBehind && bytes > BYTES_WAITING_MAX)) drop(connection, deps)
    else if (bytes > BYTES_WAITING_MAX) behind.add(connection)
  }

  io.engine.on('connection', (connection: Connection) => {
    connections.add(connection)
    connection.once('close', () => connections.delete(connection))
  })
  const looking = setInterval(() => {
    for (const connection of connections) look(connection)
  }, LOOK_EVERY_MS)
  looking.unref()
  return { stop: () => clearInterval(looking) }
}

/** What waits in the engine, because the wire takes no more, and what waits in the wire itself. */
function bytesWaiting({ writeBuffer, transport }: Connection): number {
  const inWire = transport.socket?.bufferedAmount ?? 0
  return writeBuffer.reduce((sum, { data }) => sum + (typeof data === 'string' ? data.length : 0), inWire)
}

function drop({ id, transport }: Connection, { metrics, log }: { metrics: Metrics; log: Log }): void {
  metrics.resyncs.inc()
  log.warn({ connection: id }, 'resync: the reader stopped and was dropped')
  transport.socket?.terminate?.()
}
