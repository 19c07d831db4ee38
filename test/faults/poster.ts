// Someone who keeps posting and never gives up: what was not answered is sent again, the same bytes, in order.

import { setTimeout as wait } from 'node:timers/promises'
import { Connection, http, type Reply } from '../support/protocol-client.ts'
import { Device, type Sealed } from '../support/protocol-device.ts'

export type Receipt = { id: string; seq: number; chain: string }

const IN_FLIGHT = 4
/** "Send the same again", the server said: after so long. */
const AGAIN_MS = 20

export class Poster {
  /** Every post ever sealed, in order. */
  readonly sealed: { id: string; post: Sealed }[] = []
  readonly receipts = new Map<string, Receipt>()
  /** How often the server could not store and said so. */
  turnedAway = 0
  lastRefusal: Reply['resp'] | undefined
  readonly uri: string
  readonly token: string
  readonly #deviceId: string
  readonly #device: Device

  private constructor(identity: { uri: string; token: string; deviceId: string; device: Device }) {
    this.uri = identity.uri
    this.token = identity.token
    this.#deviceId = identity.deviceId
    this.#device = identity.device
  }

  static async signIn(url: string, username: string, password: string): Promise<Poster> {
    const session = await http(`${url}/api/auth/sign-in/username`, { body: { username, password } })
    const token = session.headers.get('set-auth-token') ?? ''
    const device = new Device()
    const enrolled = await http(`${url}/api/devices`, {
      token,
      body: { publicKey: device.publicKey, name: username },
    })
    const { deviceId } = enrolled.body as { deviceId: string }
    return new Poster({ uri: `sip:${username}@localhost`, token, deviceId, device })
  }

  async connect(url: string): Promise<Connection> {
    const provisioning = await http(`${url}/api/provisioning`, { token: this.token })
    return Connection.open(url, { ticket: provisioning.body.ticket, deviceId: this.#deviceId })
  }

  /** Sends what waits, then new posts, until the connection ends or `goal` posts have their receipts. */
  postUntil(url: string, { room, goal }: { room: string; goal: number }): Promise<void> {
    return this.postWhile(url, { room, goOn: () => this.receipts.size < goal })
  }

  async postWhile(url: string, options: { room: string; goOn: () => boolean }): Promise<void> {
    const connection = await this.connect(url)
    await connection.ask('cmd:join', { room: options.room })
    const waiting = this.sealed.filter(({ id }) => !this.receipts.has(id))
    const lanes = Array.from({ length: IN_FLIGHT }, async () => {
      while (options.goOn()) {
        const next = waiting.shift() ?? this.#sealNext(options.room)
        if (!(await this.#deliver(connection, next))) return
      }
    })
    await Promise.all(lanes)
    connection.close()
  }

  #sealNext(room: string): { id: string; post: Sealed } {
    const chat = `${this.uri} ${this.sealed.length + 1}`
    const post = this.#device.seal({ room, author: this.uri, device: this.#deviceId, chat })
    const next = { id: (JSON.parse(post.signed) as { id: string }).id, post }
    this.sealed.push(next)
    return next
  }

  /** False when the connection ended before the answer. */
  async #deliver(connection: Connection, { id, post }: { id: string; post: Sealed }): Promise<boolean> {
    const replied = connection.post([post]).catch(() => undefined)
    const replies = await Promise.race([replied, connection.ended.then(() => undefined)])
    const reply = replies?.[0]
    if (!reply) return false
    if (reply.resp.text === 'DatabaseConnection') {
      this.turnedAway += 1
      this.lastRefusal = reply.resp
      await wait(AGAIN_MS)
      return this.#deliver(connection, { id, post })
    }
    if (reply.resp.code !== 200) throw new Error(`refused: ${JSON.stringify(reply.resp)}`)
    this.receipts.set(id, reply.data as Receipt)
    return true
  }
}
