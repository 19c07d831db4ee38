// Before it is admitted a connection says one small thing. The WebSocket library keeps what has come of an unfinished
// message, up to the largest that we take, and anyone may begin any number: so strangers have a smaller largest.

import type { Server, Socket } from 'socket.io'
import { FRAME_HARD_BYTES } from '#shared/limits.ts'

/** A ticket and the id of a device, several times over. */
const STRANGER_BYTES = 8 * 1024

/** The library takes its limit when it is made, for all connections; the receiver of each looks here. */
type Connection = { transport: { socket?: { _receiver?: { _maxPayload?: number } } } }

export function hearLittleOfStrangers(io: Server): void {
  io.engine.on('connection', (connection: Connection) => limit(connection, STRANGER_BYTES))
}

export function hearAllOf(socket: Socket): void {
  limit(socket.conn as unknown as Connection, FRAME_HARD_BYTES)
}

function limit({ transport }: Connection, bytes: number): void {
  const receiver = transport.socket?._receiver
  if (receiver) receiver._maxPayload = bytes
}
