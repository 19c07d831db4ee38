// HTTP by hand: bytes as they stand, and everything that comes back until the server hangs up.

import { connect, type Socket } from 'node:net'
import { within } from '../../support/within.ts'

export const HOST = 'Host: localhost\r\n'
export const JSON_TYPE = 'Content-Type: application/json\r\n'

export type Answered = { status: number; body: string }

/** Sends the pieces and waits until the server has closed the connection. */
export async function sendsRaw(port: number, ...pieces: (string | Buffer)[]): Promise<Answered[]> {
  const line = openLine(port)
  for (const piece of pieces) line.socket.write(piece)
  await within(line.ended, 'the server to hang up', 15_000)
  return line.answers()
}

/** A connection whose other end decides when it is over. */
export function openLine(port: number): { socket: Socket; ended: Promise<void>; answers(): Answered[] } {
  const socket = connect(port, '127.0.0.1')
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  socket.on('error', () => {})
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  return { socket, ended, answers: () => answersIn(Buffer.concat(chunks).toString()) }
}

function answersIn(text: string): Answered[] {
  return text
    .split(/(?=HTTP\/1\.1 \d{3} )/)
    .filter((part) => part.startsWith('HTTP/1.1 '))
    .map((part) => ({
      status: Number(part.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length)),
      body: part.slice(part.indexOf('\r\n\r\n') + '\r\n\r\n'.length),
    }))
}
