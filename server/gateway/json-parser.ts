// The Socket.IO parser, JSON only: every known attack on the stock one needs binary packets, which are refused
// here by closing the connection. A frame over the limit is marked, so that it is answered and not obeyed.
// Before it is admitted a connection may ask once, in a small frame: every answer waits in our memory for a stranger.

import { Decoder, type Packet, PacketType } from 'socket.io-parser'
import { FRAME_BYTES } from '#shared/limits.ts'

/** Stands in an event's place of an envelope that was too large; its items are answered with LimitExceeded. */
export class Oversize {
  readonly envelope: unknown
  constructor(envelope: unknown) {
    this.envelope = envelope
  }
}

class JsonEncoder {
  encode(packet: Packet): string[] {
    const namespace = packet.nsp && packet.nsp !== '/' ? `${packet.nsp},` : ''
    const data = packet.data === undefined ? '' : JSON.stringify(packet.data)
    return [`${packet.type}${namespace}${packet.id ?? ''}${data}`]
  }
}

class JsonDecoder extends Decoder {
  #hasAsked = false

  override add(frame: unknown): void {
    if (typeof frame !== 'string') throw new Error('Binary frames are not part of this protocol.')
    const type = Number(frame[0])
    if (type === PacketType.BINARY_EVENT || type === PacketType.BINARY_ACK) {
      throw new Error('Binary packets are not part of this protocol.')
    }
    if (frame[1] === '/') throw new Error('There is no other namespace.')
    const isOversize = frame.length > FRAME_BYTES || Buffer.byteLength(frame) > FRAME_BYTES
    if (type === PacketType.CONNECT) {
      if (isOversize || this.#hasAsked) throw new Error('A connection asks once to be admitted.')
      this.#hasAsked = true
    }
    if (isOversize) this.#addMarked(frame)
    else super.add(frame)
  }

  /** A decoder announces its packet past every override, so a second one hears it first. */
  #addMarked(frame: string): void {
    const decoder = new Decoder()
    decoder.on('decoded', (packet: Packet) => {
      if (packet.type === PacketType.EVENT) packet.data[1] = new Oversize(packet.data[1])
      this.emitReserved('decoded', packet)
    })
    decoder.add(frame)
  }
}

export const jsonParser = { Encoder: JsonEncoder, Decoder: JsonDecoder }
