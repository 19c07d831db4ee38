// The wire over Socket.IO: WebSocket only, and no reconnection of its own, since coming back means
// a new ticket and the sign-in sequence.

import { io, type Socket } from 'socket.io-client'
import * as v from 'valibot'
import { refusalDataSchema } from '#shared/connect.ts'
import { ackSchema, ENVELOPE_EVENT } from '#shared/envelope.ts'
import { type Dial, DialRefused, type Wire, type WireEnds } from './wire.ts'

const DIAL_TIMEOUT_MS = 10_000

export const dialSocket: Dial = (address, credentials, ends) => {
  const socket = io(address, {
    path: '/socket.io',
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    timeout: DIAL_TIMEOUT_MS,
    auth: credentials,
  })
  return new Promise((resolve, reject) => {
    socket.on(ENVELOPE_EVENT, (envelope: unknown) => ends.onEnvelope(envelope))
    socket.once('connect', () => resolve(connected(socket, ends)))
    socket.once('connect_error', (error) => {
      socket.disconnect()
      reject(refusalIn(error))
    })
  })
}

function connected(socket: Socket, ends: WireEnds): Wire {
  const onDisconnect = () => ends.onClosed()
  socket.once('disconnect', onDisconnect)
  return {
    send: (envelope) =>
      new Promise((resolve, reject) => {
        socket.emit(ENVELOPE_EVENT, envelope, (answer: unknown) => {
          const ack = v.safeParse(ackSchema, answer)
          if (ack.success) resolve(ack.output)
          else reject(new TypeError('The acknowledgement is not one of the known ones.'))
        })
      }),
    close() {
      socket.off('disconnect', onDisconnect)
      socket.disconnect()
    },
  }
}

function refusalIn(error: Error): Error {
  const refusal = v.safeParse(refusalDataSchema, 'data' in error ? error.data : undefined)
  return refusal.success ? new DialRefused(refusal.output) : error
}
