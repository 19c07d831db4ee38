// A reader that stops reading costs the server its memory, so each socket has a budget for what waits to be
// sent. Over it the connection is cut at once; the client comes back and catches up by seq: a resync.

import type { Server, Socket } from 'socket.io'
import type { Log } from '../logger.ts'
import type { Metrics } from '../metrics.ts'

const LOOK_EVERY_MS = 200
const BYTES_WAITING_MAX = 4 * 1024 * 1024
const PACKETS_WAITING_MAX = 1_000

type Wire = { bufferedAmount?: number; terminate?: () => void }

export function watchSlowReaders(io: Server, deps: { metrics: Metrics; log: Log }): { stop(): void } {
  const looking = setInterval(() => {
    for (const socket of io.sockets.sockets.values()) {
      if (isOverBudget(socket)) drop(socket, deps)
    }
  }, LOOK_EVERY_MS)
  looking.unref()
  return { stop: () => clearInterval(looking) }
}

/** The WebSocket under a Socket.IO socket: its buffer and its abrupt end are not offered by the layers between. */
function wireOf(socket: Socket): Wire | undefined {
  return (socket.conn.transport as unknown as { socket?: Wire }).socket
}

function isOverBudget(socket: Socket): boolean {
  const { writeBuffer } = socket.conn as unknown as { writeBuffer: unknown[] }
  return writeBuffer.length > PACKETS_WAITING_MAX || (wireOf(socket)?.bufferedAmount ?? 0) > BYTES_WAITING_MAX
}

function drop(socket: Socket, { metrics, log }: { metrics: Metrics; log: Log }): void {
  metrics.resyncs.inc()
  log.warn({ session: socket.id }, 'resync: the reader stopped and was dropped')
  wireOf(socket)?.terminate?.()
}
