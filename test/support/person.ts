// A person of a scene, at one device, and what they can do and hear. Another device of the same person is another
// of these. Verbs that should succeed fail the scene when they are refused; `isRefused` is for the others.

import { expect } from 'vitest'
import type { Inbox, Item } from './inbox.ts'
import type { Account } from './people.ts'
import { Connection, type HttpAnswer, http, Refused, type Reply } from './protocol-client.ts'
import { Device, type Sealed } from './protocol-device.ts'
import { DOMAIN, type TestApp } from './start-app.ts'

type Data = Record<string, unknown>
/** What a person needs of the server they visit. */
export type House = Pick<TestApp, 'url' | 'room'>
export type Receipt = { id: string; seq: number; ts: string; chain: string }

export class Person {
  readonly uri: string
  readonly account: Account
  readonly key = new Device()
  deviceId = ''
  token: string | undefined
  readonly #app: House
  #connection: Connection | undefined
  /** Where `posts` goes when no room is named: the one joined last. */
  #here = ''

  constructor(app: House, account: Account) {
    this.#app = app
    this.account = account
    this.uri = `sip:${account.username}@${DOMAIN}`
  }

  onAnotherDevice(): Person {
    return new Person(this.#app, this.account)
  }

  get connection(): Connection {
    if (!this.#connection) throw new Error(`${this.account.username} is not connected`)
    return this.#connection
  }

  http(path: string, body?: unknown, method?: 'PATCH'): Promise<HttpAnswer> {
    return http(this.#app.url + path, { body, token: this.token, ...(method ? { method } : {}) })
  }

  /** P2: username and password, for a token. */
  async entersPassword(password = this.account.password): Promise<HttpAnswer> {
    const answer = await this.http('/api/auth/sign-in/username', {
      username: this.account.username,
      password,
    })
    this.token = answer.headers.get('set-auth-token') ?? undefined
    return answer
  }

  /** P3 */
  async enrols(): Promise<HttpAnswer> {
    const answer = await this.http('/api/devices', { publicKey: this.key.publicKey, name: 'A scene' })
    this.deviceId = String(answer.body.deviceId)
    return answer
  }

  /** P5, with a fresh ticket unless one is handed in. */
  async connects(auth?: { ticket?: unknown; deviceId?: unknown }): Promise<void> {
    const ticket = auth?.ticket ?? (await this.http('/api/provisioning')).body.ticket
    this.#connection = await Connection.open(this.#app.url, { ticket, deviceId: this.deviceId, ...auth })
  }

  /** Expects the handshake to be refused, then connects with what is right as the control. */
  async isTurnedAway(auth: { ticket?: unknown; deviceId?: unknown }): Promise<Refused['data']> {
    const refusal = await this.connects(auth).then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(refusal).toBeInstanceOf(Refused)
    await this.connects()
    await this.#control()
    return (refusal as Refused).data
  }

  /** All of P2 to P5. */
  async signsIn(): Promise<void> {
    expect((await this.entersPassword()).status).toBe(200)
    expect((await this.enrols()).status).toBe(200)
    await this.connects()
  }

  leaves(): void {
    this.#connection?.close()
    this.#connection = undefined
  }

  /** A command that must succeed; its data. */
  async asks(command: string, data?: Data): Promise<Data> {
    if (!this.#connection) await this.signsIn()
    const reply = await this.connection.ask(`cmd:${command}`, data)
    expect(reply.resp, `${command}: ${reply.resp.reason}`).toEqual({ code: 200, text: 'SUCCESS_OK' })
    expect(reply.id).toBe(`rpl:${command}`)
    return reply.data as Data
  }

  /** A command that must be refused so, after which the connection must be as good as before. */
  async isRefused(command: string, data: unknown, expected: { code: number; text: string }): Promise<string> {
    return this.#refusal(await this.connection.ask(`cmd:${command}`, data), expected)
  }

  async follows(room: string): Promise<Data> {
    return this.asks('setpresence', {
      publish: [{ name: 'roomSetting', instance: await this.#app.room(room) }],
    })
  }

  async joins(room: string): Promise<Data> {
    const uri = await this.#app.room(room)
    const { room: joined } = await this.asks('join', { room: uri })
    this.#here = uri
    return joined as Data
  }

  async parts(room: string): Promise<void> {
    await this.asks('part', { room: await this.#app.room(room) })
  }

  /** Seals a post for the room joined last. `change` makes it a bad one. */
  seals(chat: string, change: Data = {}): Sealed {
    return this.key.seal({ room: this.#here, author: this.uri, device: this.deviceId, chat }, change)
  }

  async posts(...chats: string[]): Promise<Receipt[]> {
    return this.sends(chats.map((chat) => this.seals(chat)))
  }

  async sends(sealed: unknown[]): Promise<Receipt[]> {
    const replies = await this.connection.post(sealed)
    for (const { resp } of replies) expect(resp, resp.reason).toEqual({ code: 200, text: 'SUCCESS_OK' })
    return replies.map((reply) => reply.data as Receipt)
  }

  async mayNotSend(sealed: unknown, expected: { code: number; text: string }): Promise<string> {
    const [reply] = await this.connection.post([sealed])
    return this.#refusal(reply, expected)
  }

  /** The next entry heard, of any room; it must fit. Fields of what was signed stand beside the entry's own. */
  async receives(expected: Data): Promise<Data> {
    const entry = await this.#next(this.connection.entries, 'an entry')
    const seen = { ...entry, ...(typeof entry.signed === 'string' ? JSON.parse(entry.signed) : {}) } as Data
    expect(seen).toMatchObject(expected)
    return seen
  }

  /** The next notice of this kind; it must fit. */
  async isTold(notice: string, expected: Data): Promise<Data> {
    const { data } = await this.connection.notices.take(({ id }) => id === `ntc:${notice}`, `ntc:${notice}`)
    expect(data).toMatchObject(expected)
    return data as Data
  }

  /** Nothing came before the answer to a command sent now. Who comes and goes does not count: `seesNobody` asks that. */
  async hearsNothing(): Promise<void> {
    await this.#control()
    expect(this.connection.entries.peek()).toEqual([])
    expect(this.connection.notices.peek().filter((notice) => !isRoster(notice))).toEqual([])
  }

  async seesNobody(): Promise<void> {
    await this.#control()
    expect(this.connection.notices.peek().filter(isRoster)).toEqual([])
  }

  async #refusal(reply: Reply | undefined, expected: { code: number; text: string }): Promise<string> {
    expect(reply?.resp).toMatchObject(expected)
    expect(reply).not.toHaveProperty('data')
    expect(reply?.resp.reason).toMatch(/\.$/)
    await this.#control()
    return reply?.resp.reason ?? ''
  }

  async #control(): Promise<void> {
    await this.asks('getserverinfo')
  }

  #next(inbox: Inbox, what: string): Promise<Item> {
    return inbox.take(() => true, `${what} for ${this.account.username}`)
  }
}

function isRoster({ id }: Item): boolean {
  return id === 'ntc:join' || id === 'ntc:part'
}
