// The one place where a socket's events are listened to. Nothing that a handler throws leaves it: an argument
// missing, of another type or not expected at all is answered, or ignored where no answer was asked for.

import type { Socket } from 'socket.io'
import { type Ack, ENVELOPE_EVENT } from '#shared/envelope.ts'
import type { Log } from '../logger.ts'

export type Door = {
  receive: (envelope: unknown) => Ack
  gone: (reason: string) => void
}

export function openDoor(socket: Socket, door: Door, log: Log): void {
  socket.on(ENVELOPE_EVENT, (...values: unknown[]) => {
    const acknowledge = values.at(-1)
    const answer = answerOf(door, values[0], log)
    if (typeof acknowledge === 'function') acknowledge(answer)
  })
  socket.on('disconnect', (reason) => door.gone(reason))
  socket.on('error', (error) => log.debug({ error }, 'socket error'))
}

function answerOf(door: Door, envelope: unknown, log: Log): Ack {
  try {
    return door.receive(envelope)
  } catch (error) {
    log.error({ error }, 'an envelope could not be taken')
    return { status: 503, retryAfterMs: 1000 }
  }
}
