// A client written from PROTOCOL.md alone: it imports nothing of shared/, so that what the page forgets to say
// breaks the scenes. Sign-in over HTTP, one Socket.IO connection, envelopes and their answers.

import { io, type Socket } from 'socket.io-client'
import { Inbox, type Item } from './inbox.ts'
import { within } from './within.ts'

export type Ack = { status: number; retryAfterMs?: number; reason?: string }
export type Reply = {
  id: string
  commandid: { envid: string; seqid: number }
  resp: { code: number; text: string; reason?: string }
  data?: unknown
}
type Envelope = { ver: number; envid: string; rpl?: Reply[]; ntc?: Item[]; grpchat?: Item[] }

export type HttpAnswer = { status: number; headers: Headers; body: Record<string, unknown> }

/** P2.2, P2.7 */
export async function http(
  url: string,
  ask: { body?: unknown; token?: string | undefined; method?: string },
): Promise<HttpAnswer> {
  const headers = new Headers()
  if (ask.token !== undefined) headers.set('authorization', `Bearer ${ask.token}`)
  if (ask.body !== undefined) headers.set('content-type', 'application/json')
  const response = await fetch(url, {
    method: ask.method ?? (ask.body === undefined ? 'GET' : 'POST'),
    headers,
    ...(ask.body === undefined ? {} : { body: JSON.stringify(ask.body) }),
  })
  const text = await response.text()
  const isFile = response.headers.get('content-disposition')?.startsWith('attachment') ?? false
  const body = text === '' || isFile ? {} : JSON.parse(text)
  return { status: response.status, headers: response.headers, body }
}

/** What `connect_error` carried (P5.2). */
export class Refused extends Error {
  readonly data: { status?: number; diagnostic?: number; reason?: string; retryAfterMs?: number }
  constructor(error: Error & { data?: Refused['data'] }) {
    super(error.message)
    this.data = error.data ?? {}
  }
}

export class Connection {
  readonly entries = new Inbox()
  readonly notices = new Inbox()
  /** Why the connection ended. */
  readonly ended: Promise<string>
  readonly #socket: Socket
  readonly #awaited = new Map<string, (reply: Reply) => void>()
  #lastEnvid = 0

  private constructor(socket: Socket) {
    this.#socket = socket
    this.ended = new Promise((resolve) => socket.once('disconnect', resolve))
    socket.on('xccos', (envelope: Envelope) => this.#hear(envelope))
  }

  static async open(url: string, auth: Record<string, unknown>): Promise<Connection> {
    const socket = io(url, {
      path: '/socket.io',
      transports: ['websocket'],
      auth,
      reconnection: false,
      forceNew: true,
    })
    const connection = new Connection(socket)
    const connected = new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('connect_error', (error) => reject(new Refused(error)))
    })
    await within(connected, 'the connection').catch((error: unknown) => {
      socket.close()
      throw error
    })
    return connection
  }

  /** Emits anything as an envelope and tells the acknowledgement (P6.2). */
  emit(...values: unknown[]): Promise<Ack> {
    const acknowledged = new Promise<Ack>((resolve) => {
      this.#socket.emit('xccos', ...values, resolve)
    })
    return within(acknowledged, 'an acknowledgement')
  }

  /** One command, its acknowledgement awaited and its reply (P6.3). */
  async ask(id: string, data?: unknown): Promise<Reply> {
    const envid = this.newEnvid()
    const replied = this.replyTo(envid, 1)
    const ack = await this.emit({
      ver: 1,
      envid,
      cmd: { id, seqid: 1, ...(data === undefined ? {} : { data }) },
    })
    if (ack.status !== 200) throw new Error(`${id} was acknowledged with ${JSON.stringify(ack)}`)
    return within(replied, `the reply to ${id}`)
  }

  /** Posts in one envelope; their replies in their order (P12.1). */
  async post(items: unknown[]): Promise<Reply[]> {
    const envid = this.newEnvid()
    const replied = Promise.all(items.map((_item, index) => this.replyTo(envid, index + 1)))
    const ack = await this.emit({ ver: 1, envid, grpchat: items })
    if (ack.status !== 200) throw new Error(`posts were acknowledged with ${JSON.stringify(ack)}`)
    return within(replied, 'the replies to posts')
  }

  newEnvid(): string {
    this.#lastEnvid += 1
    return String(this.#lastEnvid)
  }

  replyTo(envid: string, seqid: number): Promise<Reply> {
    return new Promise((resolve) => this.#awaited.set(`${envid}/${seqid}`, resolve))
  }

  /** Emits an event of any name, such as the protocol does not have. */
  emitOther(event: string, ...values: unknown[]): void {
    this.#socket.emit(event, ...values)
  }

  /** The connection stays open, but nothing more is taken from the network. */
  stopsReading(): void {
    const transport = this.#socket.io.engine.transport as unknown as { ws: { _socket: { pause(): void } } }
    transport.ws._socket.pause()
  }

  close(): void {
    this.#socket.close()
  }

  #hear(envelope: Envelope): void {
    for (const reply of envelope.rpl ?? []) {
      const key = `${reply.commandid.envid}/${reply.commandid.seqid}`
      this.#awaited.get(key)?.(reply)
      this.#awaited.delete(key)
    }
    this.notices.put(envelope.ntc ?? [])
    this.entries.put(envelope.grpchat ?? [])
  }
}
