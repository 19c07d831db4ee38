// A small server, written from PROTOCOL.md, with the troubles of a real one: it is busy, its database fails, it forgets
// sessions, it crashes before or after a commit, and what it sends live may be lost or come twice.

import type { Ack, UpEnvelope } from '#shared/envelope.ts'
import { XccosError } from '#shared/errors.ts'
import { openSigned, type SealedPost } from '#shared/post.ts'
import type { RoomUri } from '#shared/uri.ts'
import type { WireEnds } from '../../../client/sync/wire.ts'
import { ADA, BEN } from '../support/cast.ts'
import { ModelPrefs } from '../support/model-prefs.ts'
import { copyOf } from './copy.ts'
import type { Events, Life } from './events.ts'
import { Link } from './link.ts'
import { type Books, obey } from './model-commands.ts'
import { madeUp, type Outcome, refusal, type Sent, store, verdict } from './model-posting.ts'
import { type Logged, ModelRoom, onTheWire } from './model-rooms.ts'

export type Connection = { link: Link; ends: WireEnds; joined: Set<RoomUri> }
type Offered = Sent & { answer(outcome: Outcome): void }
type Item = { rpl?: object[]; ntc?: object[]; grpchat?: object[] }

/** Ways in which a server may break the protocol; the checks have to notice each. */
export type Misdeeds = { answersBeforeCommit?: boolean; letsPostsOvertake?: boolean }

export class ModelServer {
  readonly books: Books
  readonly misdeeds: Misdeeds = {}
  isUp = true
  isBusy = false
  isIll = false
  forgetsSessions = false
  /** How likely something live is lost, or comes twice. */
  mischief = 0
  crashesAtCommit: 'never' | 'before' | 'after' = 'never'
  /** Each post by its id, with all the bytes that were offered under it. */
  readonly offered = new Map<string, Set<string>>()
  readonly #events: Events
  readonly #connections = new Set<Connection>()
  #queue: Offered[] = []
  #isCommitting = false
  #envid = 1000

  constructor(events: Events, rooms: RoomUri[]) {
    this.#events = events
    const held = new Map(rooms.map((uri) => [uri, new ModelRoom(uri)]))
    const mine = { followed: new Set(rooms.slice(0, 1)), prefs: new ModelPrefs() }
    this.books = { rooms: held, ...mine, presenceVersion: 1, invitations: [] }
  }

  room(uri: RoomUri): ModelRoom {
    const room = this.books.rooms.get(uri)
    if (room === undefined) throw new Error(`There is no ${uri}.`)
    return room
  }

  connect(ends: WireEnds, client: Life): Connection {
    const connection: Connection = { link: new Link(this.#events, client), ends, joined: new Set() }
    this.#connections.add(connection)
    return connection
  }

  leave(connection: Connection): void {
    connection.link.close()
    this.#connections.delete(connection)
  }

  crash(): void {
    this.isUp = false
    this.#queue = []
    this.#isCommitting = false
    this.forgetsSessions = false
    for (const connection of this.#connections) this.#hangUp(connection)
  }

  /** The network between breaks: ends are told, or everything just goes silent. */
  cut({ silently }: { silently: boolean }): void {
    for (const connection of this.#connections)
      if (silently) connection.link.goSilent()
      else this.#hangUp(connection)
  }

  hear(connection: Connection, envelope: UpEnvelope): Ack {
    if (this.forgetsSessions) return { status: 481 }
    if (this.isBusy) return { status: 503, retryAfterMs: 400 }
    const { envid } = envelope
    if ('cmd' in envelope) {
      const { id, seqid, data } = envelope.cmd
      this.#events.after(this.#events.between(0, 10), () =>
        this.#reply(connection, { id: id.replace('cmd:', 'rpl:'), envid, seqid }, () =>
          this.#obey(connection, id, data),
        ),
      )
    } else
      for (const [index, sealed] of (envelope.grpchat as SealedPost[]).entries())
        this.#offer({
          connection,
          sealed,
          answer: (outcome) =>
            this.#reply(connection, { id: 'rpl:grpchat', envid, seqid: index + 1 }, () => {
              if (outcome instanceof XccosError) throw outcome
              return outcome
            }),
        })
    return { status: 200 }
  }

  /** Somebody else writes, or Ada does on another device. */
  hearsOther(uri: RoomUri, place: number): void {
    this.#deliver(uri, [this.room(uri).hearFrom(this.#events.chance(0.8) ? BEN : ADA, place)])
  }

  /** Somebody does something about what was said, if anything stands. */
  hearsOtherAmend(uri: RoomUri, place: number): boolean {
    const amended = this.room(uri).amendedBySomebody(this.#events, place)
    this.#deliver(uri, amended)
    return amended.length > 0
  }

  removesAda(uri: RoomUri): void {
    this.room(uri).isMine = false
    const kick = { id: 'ntc:kick', data: { room: uri, code: 403, text: 'ErrorPermission' } }
    for (const connection of this.#connections)
      if (connection.joined.delete(uri)) this.#say(connection, { ntc: [kick] })
  }

  letsAdaIn(uri: RoomUri): void {
    const room = this.room(uri)
    if (room.isMine) return
    room.isMine = true
    const inviteId = this.books.invitations.length + 1
    const invitation = { inviteId, createdOn: '2026-11-22T09:30:00.000Z', room: uri }
    this.books.invitations.push(invitation)
    for (const connection of this.#connections)
      this.#say(connection, { ntc: [{ id: 'ntc:invite', data: { ...invitation, room: room.block() } }] })
  }

  #obey(connection: Connection, id: string, data: unknown): unknown {
    const tellOthers = (notice: string, told: object) => {
      for (const other of this.#connections)
        if (other !== connection) this.#say(other, { ntc: [{ id: notice, data: told }] })
    }
    const pageLimit = this.#events.chance(0.7) ? 200 : 1 + this.#events.random.below(4)
    return obey({ books: this.books, joined: connection.joined, pageLimit, tellOthers }, id, data)
  }

  #offer(offered: Offered): void {
    const post = openSigned(offered.sealed.signed)
    this.offered.set(post.id, (this.offered.get(post.id) ?? new Set()).add(offered.sealed.signed))
    this.#queue.push(offered)
    if (this.#isCommitting) return
    this.#isCommitting = true
    this.#events.after(this.#events.between(1, 25), () => this.#commit())
  }

  #commit(): void {
    if (!this.#isCommitting) return
    this.#isCommitting = false
    const batch = this.#queue
    this.#queue = []
    if (this.misdeeds.answersBeforeCommit)
      for (const { answer, sealed } of batch) answer(madeUp(this.books, sealed))
    if (this.isIll) this.#refuse(batch)
    else if (this.crashesAtCommit === 'before') this.#crashForAWhile()
    else {
      const stored = batch.map((offered) => store(this.books, offered))
      if (this.crashesAtCommit === 'after') this.#crashForAWhile()
      else this.#announce(batch, stored)
    }
  }

  /** [P12.10] What fails takes along what waits behind it. */
  #refuse(batch: Offered[]): void {
    const refused = this.misdeeds.letsPostsOvertake ? batch.slice(0, 1) : batch
    for (const { answer } of refused) answer(new XccosError('DatabaseConnection', 'Later.'))
    const rest = batch.slice(refused.length)
    this.#announce(
      rest,
      rest.map((offered) => store(this.books, offered)),
    )
  }

  #crashForAWhile(): void {
    this.crashesAtCommit = 'never'
    this.crash()
    this.#events.after(this.#events.between(500, 4_000), () => {
      this.isUp = true
    })
  }

  /** [P12.9] Reply and entry come in either order. */
  #announce(batch: Offered[], stored: { outcome: Outcome; entry?: Logged }[]): void {
    const entries = stored.flatMap(({ entry }) => entry ?? [])
    const tell = () => {
      for (const uri of this.books.rooms.keys()) {
        const news = entries.filter((entry) => this.room(uri).log.includes(entry))
        if (news.length > 0) this.#deliver(uri, news)
      }
    }
    const isEchoFirst = this.#events.chance(0.5)
    if (isEchoFirst) tell()
    for (const [index, { answer }] of batch.entries())
      answer(stored[index]?.outcome ?? refusal('ServerError'))
    if (!isEchoFirst) tell()
  }

  #deliver(room: RoomUri, entries: Logged[]): void {
    const grpchat = entries.map((entry) => ({ room, ...onTheWire(entry) }))
    for (const connection of this.#connections) {
      if (!connection.joined.has(room)) continue
      const times = this.#events.chance(this.mischief) ? this.#events.pick([0, 2]) : 1
      for (let time = 0; time < times; time += 1) this.#say(connection, { grpchat })
    }
  }

  #reply(
    connection: Connection,
    to: { id: string; envid: string; seqid: number },
    answer: () => unknown,
  ): void {
    const { id, ...commandid } = to
    this.#say(connection, { rpl: [{ id, commandid, ...verdict(answer) }] })
  }

  #say(connection: Connection, item: Item): void {
    this.#envid += 1
    const envelope = copyOf({ ver: 1, envid: String(this.#envid), ...item })
    connection.link.down(() => connection.ends.onEnvelope(envelope))
  }

  #hangUp(connection: Connection): void {
    this.#connections.delete(connection)
    const { link, ends } = connection
    if (this.#events.chance(0.5)) link.tear(() => ends.onClosed())
    else
      link.down(() => {
        link.close()
        ends.onClosed()
      })
  }
}
