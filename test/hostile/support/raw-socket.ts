// A WebSocket by hand, over a TCP socket: whatever frame one likes, in whatever pieces. Client libraries send none
// of what these tests are about.

import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import type { Person } from '../../support/person.ts'
import { within } from '../../support/within.ts'
import { readFrames } from './frames.ts'

export const SOCKET_PATH = '/socket.io/?EIO=4&transport=websocket'

export type Piece = { opcode: number; payload?: string | Buffer; fin?: boolean; rsv?: number; mask?: boolean }
export const TEXT = 0x1
export const CONTINUATION = 0x0
export const BINARY = 0x2
export const CLOSE = 0x8
export const PING = 0x9

/** One frame as bytes. The mask is zero: masked, and still readable. */
export function frame({ opcode, payload = '', fin = true, rsv = 0, mask = true }: Piece): Buffer {
  const body = Buffer.from(payload)
  const first = (fin ? 0x80 : 0) | (rsv << 4) | opcode
  const masked = mask ? 0x80 : 0
  const length =
    body.length < 126
      ? Buffer.from([first, masked | body.length])
      : body.length < 65_536
        ? Buffer.from([first, masked | 126, body.length >> 8, body.length & 0xff])
        : longHead(first, masked, body.length)
  return Buffer.concat([length, Buffer.alloc(mask ? 4 : 0), body])
}

function longHead(first: number, masked: number, length: number): Buffer {
  const head = Buffer.alloc(10)
  head.set([first, masked | 127])
  head.writeBigUInt64BE(BigInt(length), 2)
  return head
}

export class RawSocket {
  /** The status of the answer to the upgrade; 101 when it is a WebSocket now. */
  readonly status: Promise<number>
  readonly ended: Promise<void>
  isEnded = false
  /** Answers the server's goodbye, as everybody should. */
  isPolite = true
  readonly heard: string[] = []
  readonly #socket: Socket
  #bell = Promise.withResolvers<void>()
  #asked = 0

  constructor(port: number, headers: Record<string, string> = {}, path = SOCKET_PATH) {
    const status = Promise.withResolvers<number>()
    this.status = status.promise
    this.#socket = connect(port, '127.0.0.1')
    this.ended = new Promise((resolve) => {
      this.#socket.once('close', () => {
        this.isEnded = true
        status.resolve(0)
        this.#bell.resolve()
        resolve()
      })
    })
    this.#socket.on('error', () => {})
    readFrames(this.#socket, {
      upgraded: status.resolve,
      text: (text) => this.#hear(text),
      goodbye: () => this.isPolite && this.sends({ opcode: CLOSE }),
    })
    const all = { Host: `localhost:${port}`, ...handshake(), ...headers }
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
    this.#socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`)
  }

  /** Connected and admitted, with a ticket of the person's, who has signed in before. */
  static async admitted(port: number, person: Person): Promise<RawSocket> {
    const { ticket } = (await person.http('/api/provisioning')).body
    const socket = new RawSocket(port)
    await socket.hears((text) => text.startsWith('0{'), 'the opening')
    socket.text(`40${JSON.stringify({ ticket, deviceId: person.deviceId })}`)
    await socket.hears((text) => text.startsWith('40{"sid"'), 'the admission')
    return socket
  }

  write(bytes: Buffer | string): void {
    if (!this.#socket.destroyed) this.#socket.write(bytes)
  }

  sends(...pieces: Piece[]): void {
    this.write(Buffer.concat(pieces.map(frame)))
  }

  text(payload: string): void {
    this.sends({ opcode: TEXT, payload })
  }

  /** Waits for a message, of those that came and were not waited for yet. */
  async hears(fits: (text: string) => boolean, what: string): Promise<string> {
    return within(this.#next(fits), what)
  }

  /** A command whose data is JSON text as it stands; its reply. */
  async asks(command: string, data: string): Promise<{ code: number; text: string }> {
    const envid = this.nextEnvid()
    const envelope = `{"ver":1,"envid":"${envid}","cmd":{"id":"cmd:${command}","seqid":1,"data":${data}}}`
    return this.sendsEnvelope(envid, envelope)
  }

  /** A post whose item is JSON text as it stands; its reply. */
  async posts(item: string): Promise<{ code: number; text: string }> {
    const envid = this.nextEnvid()
    return this.sendsEnvelope(envid, `{"ver":1,"envid":"${envid}","grpchat":[${item}]}`)
  }

  nextEnvid(): string {
    this.#asked += 1
    return String(this.#asked)
  }

  async sendsEnvelope(envid: string, envelope: string): Promise<{ code: number; text: string }> {
    this.text(`42${envid}["xccos",${envelope}]`)
    const heard = await this.hears(
      (text) => text.includes(`"commandid":{"envid":"${envid}"`),
      `reply ${envid}`,
    )
    const [, { rpl }] = JSON.parse(heard.slice(2)) as [string, { rpl: Answered[] }]
    const reply = rpl.find(({ commandid }) => commandid.envid === envid)
    return reply?.resp ?? { code: 0, text: 'none' }
  }

  /** The control: a good command on this very connection is answered. */
  async isServed(): Promise<boolean> {
    return (await this.asks('getserverinfo', '{}')).code === 200
  }

  leaves(): void {
    this.#socket.destroy()
  }

  async #next(fits: (text: string) => boolean): Promise<string> {
    for (;;) {
      const index = this.heard.findIndex(fits)
      const [text] = index < 0 ? [] : this.heard.splice(index, 1)
      if (text !== undefined) return text
      if (this.isEnded) throw new Error('The connection ended.')
      await this.#bell.promise
    }
  }

  #hear(text: string): void {
    if (text === '2') this.text('3')
    else this.heard.push(text)
    this.#bell.resolve()
    this.#bell = Promise.withResolvers()
  }
}

type Answered = { commandid: { envid: string }; resp: { code: number; text: string } }

function handshake(): Record<string, string> {
  return {
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
  }
}
