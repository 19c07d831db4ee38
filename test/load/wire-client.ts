// A client that speaks the wire by hand, over a bare TCP socket: thousands of them fit one process, and one of them
// can do what no library does, such as stop reading.

import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { type Ack, Refused, type Reply } from '../support/protocol-client.ts'
import { within } from '../support/within.ts'
import { OPCODES, readFrame, textFrame } from './frames.ts'

export type Auth = { ticket: unknown; deviceId: string }
export type HeardEntry = { seq: number; signed: string }
type Data = Record<string, unknown>
type Answer = { data: Data; retryAfterMs?: never } | { retryAfterMs: number }
type Envelope = { rpl?: Reply[]; ntc?: { id: string }[]; grpchat?: HeardEntry[] }

const PATIENCE_MS = 60_000
const HEAD_END = '\r\n\r\n'
/** Engine.IO and Socket.IO write what a packet is before it. */
const PING = '2'
const PONG = '3'
const OPEN = '0'
const CONNECTED = '40'
const TURNED_AWAY = '44'
const EVENT = '42'
const ACK = '43'

export class WireClient {
  readonly ended: Promise<void>
  /** Told of each entry as it comes. */
  onEntry: (entry: HeardEntry) => void = () => {}
  readonly #socket: Socket
  readonly #acks = new Map<number, (ack: Ack) => void>()
  readonly #replies = new Map<string, (reply: Reply) => void>()
  #bytes: Buffer = Buffer.alloc(0)
  #isUpgraded = false
  #count = 0
  #admitted = Promise.withResolvers<void>()
  readonly #auth: Auth

  private constructor(url: string, auth: Auth, from: string) {
    this.#auth = auth
    const { hostname, port, host } = new URL(url)
    const address = hostname === 'localhost' ? '127.0.0.1' : hostname
    this.#socket = connect({ host: address, port: Number(port), localAddress: from })
    this.ended = new Promise((resolve) => {
      this.#socket.once('close', () => {
        this.#admitted.reject(new Error('The connection ended before it was admitted.'))
        resolve()
      })
    })
    this.#socket.on('error', () => {})
    this.#socket.on('data', (chunk) => this.#take(chunk))
    this.#socket.setNoDelay(true)
    this.#socket.write(
      [
        'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
        `Host: ${host}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: c2l4dGVlbiBieXRlcyBvaw==',
        HEAD_END.slice(2),
      ].join('\r\n'),
    )
  }

  /** Rejects with `Refused` when the server says why. */
  static async open(url: string, auth: Auth, from = '127.0.0.1'): Promise<WireClient> {
    const client = new WireClient(url, auth, from)
    await within(client.#admitted.promise, 'the connection', PATIENCE_MS).catch((error: unknown) => {
      client.close()
      throw error
    })
    return client
  }

  async ask(id: string, data: unknown): Promise<Data> {
    const answer = await this.#asks(id, data)
    if (answer.retryAfterMs !== undefined) throw new Error(`${id} was acknowledged with 503`)
    return answer.data
  }

  /** As a client does that is told to send the same again. */
  async asksAgain(id: string, data: unknown): Promise<Data> {
    for (;;) {
      const answer = await this.#asks(id, data)
      if (answer.retryAfterMs === undefined) return answer.data
      await wait(answer.retryAfterMs * (1 + Math.random() / 2))
    }
  }

  async #asks(id: string, data: unknown): Promise<Answer> {
    const { ack, replies } = this.send({ cmd: { id, seqid: 1, data } }, 1)
    const { status, retryAfterMs } = await this.#unlessEnded(ack, `the acknowledgement of ${id}`)
    if (status === 503) return { retryAfterMs: retryAfterMs ?? 0 }
    if (status !== 200) throw new Error(`${id} was acknowledged with ${status}`)
    const [reply] = await this.#unlessEnded(replies, `the reply to ${id}`)
    if (reply?.resp.code !== 200) throw new Error(`${id} was refused: ${reply?.resp.text}`)
    return { data: reply.data as Data }
  }

  #unlessEnded<T>(answer: Promise<T>, what: string): Promise<T> {
    const ended = this.ended.then((): never => {
      throw new Error(`The connection ended before ${what}.`)
    })
    return within(Promise.race([answer, ended]), what, PATIENCE_MS)
  }

  post(grpchat: unknown[]): { ack: Promise<Ack>; replies: Promise<Reply[]> } {
    return this.send({ grpchat }, grpchat.length)
  }

  send(items: object, answers: number): { ack: Promise<Ack>; replies: Promise<Reply[]> } {
    this.#count += 1
    const count = this.#count
    const envid = String(count)
    const ack = new Promise<Ack>((resolve) => this.#acks.set(count, resolve))
    const replies = Promise.all(
      Array.from(
        { length: answers },
        (_, index) => new Promise<Reply>((resolve) => this.#replies.set(`${envid}/${index + 1}`, resolve)),
      ),
    )
    this.#socket.write(textFrame(`${EVENT}${count}${JSON.stringify(['xccos', { ver: 1, envid, ...items }])}`))
    return { ack, replies }
  }

  /** The connection stays open, but nothing more is taken from the network. */
  stopsReading(): void {
    this.#socket.pause()
  }

  close(): void {
    this.#socket.destroy()
  }

  #take(chunk: Buffer): void {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk])
    this.#isUpgraded ||= this.#upgrades()
    if (!this.#isUpgraded) return
    for (let read = readFrame(this.#bytes); read; read = readFrame(this.#bytes)) {
      this.#bytes = read.rest
      if (read.frame.opcode === OPCODES.close) this.close()
      if (read.frame.opcode === OPCODES.text) this.#hear(read.frame.text)
    }
  }

  #upgrades(): boolean {
    const end = this.#bytes.indexOf(HEAD_END)
    if (end < 0) return false
    if (!this.#bytes.toString('latin1', 0, end).startsWith('HTTP/1.1 101')) this.close()
    this.#bytes = this.#bytes.subarray(end + HEAD_END.length)
    return true
  }

  #hear(packet: string): void {
    if (packet === PING) this.#socket.write(textFrame(PONG))
    else if (packet.startsWith(OPEN)) this.#socket.write(textFrame(CONNECTED + JSON.stringify(this.#auth)))
    else if (packet.startsWith(CONNECTED)) this.#admitted.resolve()
    else if (packet.startsWith(TURNED_AWAY)) this.#admitted.reject(new Refused(JSON.parse(packet.slice(2))))
    else if (packet.startsWith(ACK)) this.#acknowledge(packet)
    else if (packet.startsWith(EVENT)) this.#open(JSON.parse(packet.slice(2))[1] as Envelope)
  }

  #acknowledge(packet: string): void {
    const start = packet.indexOf('[')
    const count = Number(packet.slice(2, start))
    this.#acks.get(count)?.(JSON.parse(packet.slice(start))[0] as Ack)
    this.#acks.delete(count)
  }

  #open({ rpl, grpchat }: Envelope): void {
    for (const reply of rpl ?? []) {
      const key = `${reply.commandid.envid}/${reply.commandid.seqid}`
      this.#replies.get(key)?.(reply)
      this.#replies.delete(key)
    }
    for (const entry of grpchat ?? []) this.onEntry(entry)
  }
}
