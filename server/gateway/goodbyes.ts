// A WebSocket is closed by both ends. One that does not answer our goodbye would keep its line for half a minute more,
// unseen by everything that watches connections, and hold up the end of the process: soon we hang up without it.

import type { Server } from 'socket.io'

const ANSWER_MS = 3_000

type Connection = {
  transport: { socket?: { terminate?: () => void } }
  once(event: 'close', listener: () => void): void
}

export function hangUpSoonAfterGoodbye(io: Server): void {
  io.engine.on('connection', (connection: Connection) => {
    const { socket: wire } = connection.transport
    connection.once('close', () => setTimeout(() => wire?.terminate?.(), ANSWER_MS).unref())
  })
}
