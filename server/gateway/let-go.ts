// The request by which a connection came would stay in memory as long as the connection, a few kilobytes for each.
// Engine.IO holds it in two places: by name, and through a listener that tells middleware, of which we have none, of the end.

import type { Server as HttpServer } from 'node:http'
import type { Server } from 'socket.io'

export function letGoOfRequests(io: Server, server: HttpServer): void {
  io.engine.on('connection', (connection: { request: unknown }) => {
    connection.request = null
  })
  server.prependListener('upgrade', (_request, socket) => {
    const before = new Set(socket.rawListeners('close'))
    process.nextTick(() => {
      for (const listener of socket.rawListeners('close'))
        if (isOnce(listener) && !before.has(listener)) socket.removeListener('close', listener as () => void)
    })
  })
}

/** Those of the WebSocket library are there for good, and it needs them. */
function isOnce(listener: object): boolean {
  return 'listener' in listener
}
