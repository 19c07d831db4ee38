// Someone at one device who keeps coming back, posts, reads and listens, and writes all of it into the record. What was
// not answered is sent again, the same bytes, at the next visit; sometimes what was answered is, too.

import { setTimeout as wait } from 'node:timers/promises'
import { Connection, http, type Reply } from '../support/protocol-client.ts'
import { Device, type Sealed } from '../support/protocol-device.ts'
import type { SeededRandom } from '../support/seeded-random.ts'
import { within } from '../support/within.ts'
import type { Record } from './record.ts'

export type WitnessPlan = {
  username: string
  password: string
  rooms: string[]
  record: Record
  random: SeededRandom
  /** Longer without an answer, and the connection is given up. */
  patienceMs?: number
}
type Offer = { id: string; room: string; post: Sealed }
type LogEntry = { room?: string; seq: number; signed: string }

export type Life = { url: () => string; isOver: () => boolean; isPosting: () => boolean }
type Stay = { goesOn: () => boolean; isPosting: () => boolean }

const PATIENCE_MS = 4_000
const PAUSE_MS = 80
const AGAIN_MS = 25
const PAGE = 200
/** One in so many answered posts is sent once more. */
const ECHO_ODDS = 10

export class Witness {
  readonly name: string
  /** Sealed and neither answered nor refused for good. */
  readonly waiting: Offer[] = []
  answered = 0
  refused = 0
  visits = 0
  readonly #plan: WitnessPlan
  readonly #uri: string
  readonly #token: string
  readonly #deviceId: string
  readonly #device: Device
  readonly #cursors = new Map<string, number>()
  readonly #said = new Map<string, number>()
  #connection: Connection | undefined

  private constructor(plan: WitnessPlan, identity: { token: string; deviceId: string; device: Device }) {
    this.#plan = plan
    this.name = plan.username
    this.#uri = `sip:${plan.username}@localhost`
    this.#token = identity.token
    this.#deviceId = identity.deviceId
    this.#device = identity.device
  }

  static async signIn(url: string, plan: WitnessPlan): Promise<Witness> {
    const { username, password } = plan
    const session = await http(`${url}/api/auth/sign-in/username`, { body: { username, password } })
    const token = session.headers.get('set-auth-token') ?? ''
    const device = new Device()
    const body = { publicKey: device.publicKey, name: 'A witness' }
    const enrolled = await http(`${url}/api/devices`, { token, body })
    return new Witness(plan, { token, deviceId: String(enrolled.body.deviceId), device })
  }

  /** Comes back whenever it lost the server, until told that it is over; then it leaves. */
  async lives(life: Life): Promise<void> {
    while (!life.isOver()) {
      await this.#visits(life).catch(() => 'it could not come in')
      await wait(this.#plan.random.below(PAUSE_MS) + AGAIN_MS)
    }
  }

  /** The line is cut at this end. */
  loses(): void {
    this.#connection?.close()
  }

  /** A last visit, to read every room from its beginning. */
  async readsEverything(url: string): Promise<void> {
    this.#cursors.clear()
    const connection = await this.#connects(url)
    for (const room of this.#plan.rooms)
      if (!(await this.#enters(connection, room))) throw new Error(`${this.name} could not read ${room}.`)
    connection.close()
    await connection.ended
  }

  async #visits(life: Life): Promise<void> {
    const connection = await this.#connects(life.url())
    try {
      const rooms: string[] = []
      for (const room of this.#plan.rooms) if (await this.#enters(connection, room)) rooms.push(room)
      this.visits += 1
      let isGone = false
      void connection.ended.then(() => {
        isGone = true
      })
      const stay = { goesOn: () => !isGone && !life.isOver(), isPosting: life.isPosting }
      await Promise.all(rooms.map((room) => this.#stays(connection, room, stay)))
      while (stay.goesOn()) await wait(AGAIN_MS)
    } finally {
      connection.close()
    }
  }

  async #connects(url: string): Promise<Connection> {
    const provisioning = await within(
      http(`${url}/api/provisioning`, { token: this.#token }),
      'a ticket',
      this.#patienceMs,
    )
    const connection = await Connection.open(url, {
      ticket: provisioning.body.ticket,
      deviceId: this.#deviceId,
    })
    this.#connection = connection
    const { record, rooms } = this.#plan
    connection.entries.listen((item) => this.#hears(item as LogEntry))
    connection.notices.listen(({ id, data }) => {
      if (id === 'ntc:kick') this.#isCutOff((data as { room: string }).room)
    })
    void connection.ended.then(() => {
      for (const room of rooms) record.write({ act: 'is cut off', client: this.name, room })
    })
    return connection
  }

  #hears({ room = '', seq, signed }: LogEntry): void {
    this.#plan.record.write({ act: 'hears', client: this.name, room, seq, id: idOf(signed), signed })
    if (this.#cursors.get(room) === seq - 1) this.#cursors.set(room, seq)
  }

  #isCutOff(room: string): void {
    this.#plan.record.write({ act: 'is cut off', client: this.name, room })
  }

  /** Joins and reads what it missed; false where it may not. */
  async #enters(connection: Connection, room: string): Promise<boolean> {
    const reply = await this.#asks(connection, 'cmd:join', { room })
    if (reply.resp.code !== 200) return false
    const { head } = (reply.data as { room: { head: number } }).room
    this.#plan.record.write({ act: 'joins', client: this.name, room, head })
    return this.readsOn(connection, room)
  }

  /** Everything after the cursor, page by page. */
  async readsOn(connection: Connection, room: string): Promise<boolean> {
    for (;;) {
      const after = this.#cursors.get(room) ?? 0
      const reply = await this.#asks(connection, 'cmd:bccontext', {
        room,
        after: { seq: after, count: PAGE },
      })
      if (reply.resp.code !== 200) return false
      const page = reply.data as { entries: LogEntry[]; to: number; complete: boolean }
      const entries = page.entries.map(({ seq, signed }) => ({ seq, id: idOf(signed), signed }))
      const to = Math.max(after, page.to)
      this.#plan.record.write({ act: 'reads', client: this.name, room, after, to, entries })
      this.#cursors.set(room, Math.max(this.#cursors.get(room) ?? 0, to))
      if (page.complete) return true
    }
  }

  /** Sends what waits, then new posts; at last it only listens. */
  async #stays(connection: Connection, room: string, { goesOn, isPosting }: Stay): Promise<void> {
    const { random } = this.#plan
    while (goesOn()) {
      const next =
        this.waiting.find((offer) => offer.room === room) ?? (isPosting() ? this.#seals(room) : undefined)
      if (next && !(await this.#offers(connection, next))) return
      if (next && goesOn() && random.below(ECHO_ODDS) === 0) await this.#offers(connection, next)
      await wait(random.below(PAUSE_MS))
    }
  }

  #seals(room: string): Offer {
    const number = (this.#said.get(room) ?? 0) + 1
    this.#said.set(room, number)
    const chat = `${this.name} ${number}`
    const post = this.#device.seal({ room, author: this.#uri, device: this.#deviceId, chat })
    const offer = { id: idOf(post.signed), room, post }
    this.waiting.push(offer)
    return offer
  }

  /** False when it may not post here any more, or the connection is over. */
  async #offers(connection: Connection, offer: Offer): Promise<boolean> {
    const { id, room, post } = offer
    const told = { client: this.name, room, id }
    this.#plan.record.write({ act: 'offers', ...told, signed: post.signed })
    const reply = await this.#answerTo(connection, post)
    if (!reply) {
      connection.close()
      return false
    }
    const { code, text } = reply.resp
    if (code >= 500) return true
    const place = this.waiting.indexOf(offer)
    if (place >= 0) this.waiting.splice(place, 1)
    if (code === 200) {
      this.answered += 1
      this.#plan.record.write({ act: 'is answered', ...told, seq: (reply.data as { seq: number }).seq })
    } else {
      this.refused += 1
      this.#plan.record.write({ act: 'is refused', ...told, code: text })
    }
    return code === 200
  }

  /** Undefined when it did not come before the connection ended or patience did. */
  async #answerTo(connection: Connection, post: Sealed): Promise<Reply | undefined> {
    const replied = within(connection.post([post]), 'an answer', this.#patienceMs).catch(() => undefined)
    const replies = await Promise.race([replied, connection.ended.then(() => undefined)])
    return replies?.[0]
  }

  async #asks(connection: Connection, command: string, data: unknown): Promise<Reply> {
    const gone = connection.ended.then(() => Promise.reject(new Error('The connection ended.')))
    gone.catch(() => {})
    return Promise.race([within(connection.ask(command, data), command, this.#patienceMs), gone])
  }

  get #patienceMs(): number {
    return this.#plan.patienceMs ?? PATIENCE_MS
  }
}

function idOf(signed: string): string {
  return (JSON.parse(signed) as { id: string }).id
}
