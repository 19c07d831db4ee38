// What PROTOCOL.md says of a server, small enough to be plainly right: rooms are logs, a post is stored once and
// answered the same for ever, and what is announced was stored before. It can be slow, busy, at fault and gone.

import type { Entry } from '#shared/entry.ts'
import { type Ack, type DownEnvelope, ENVELOPE_VERSION, type UpEnvelope } from '#shared/envelope.ts'
import { ERROR_CODES } from '#shared/errors.ts'
import { readSigned, type SealedPost, type SignedPost } from '#shared/post.ts'
import type { Room } from '#shared/room.ts'
import type { SeededRandom } from '../../support/seeded-random.ts'
import { room, SIG } from '../support/cast.ts'
import type { Link } from './link.ts'
import { type Answer, type Asked, done, pageOf, receipt, refusal, SERVER_INFO } from './model-answers.ts'
import type { VirtualTime } from './virtual-time.ts'

const COMMIT_MS = 40
/** A last word that was not heard is said again; what comes later shows the hole by itself. */
const TAIL_REPAIR_MS = 5_000

type Stored = Entry & { room: string }
type Session = { link: Link; joined: Set<string> }
type Waiting = { session: Session; envid: string; seqid: number; sealed: SealedPost }

export class ModelServer {
  readonly logs = new Map<string, Stored[]>()
  /** Rooms that Ada may not enter for now. */
  readonly closed = new Set<string>()
  isUp = true
  isBusy = false
  /** The database is away: posts are answered with "send the same again". */
  isAtFault = false
  readonly #time: VirtualTime
  readonly #random: SeededRandom
  #sessions: Session[] = []
  #queue: Waiting[] = []
  #isCommitting = false
  #lastEnvid = 0

  constructor(time: VirtualTime, random: SeededRandom, rooms: string[]) {
    this.#time = time
    this.#random = random
    for (const uri of rooms) this.logs.set(uri, [])
  }

  admit(link: Link): void {
    const session: Session = { link, joined: new Set() }
    this.#sessions.push(session)
    link.attach({
      hear: (envelope) => this.#hear(session, envelope),
      gone: () => {
        this.#sessions = this.#sessions.filter((other) => other !== session)
      },
    })
  }

  /** From one moment to the next; what was not committed is forgotten. */
  crash(): void {
    this.isUp = false
    this.#queue = []
    for (const { link } of this.#sessions) link.cut()
    this.#sessions = []
  }

  /** Somebody else writes. */
  benPosts(uri: string, signed: (seq: number) => string, isHeard = true): void {
    const log = this.logOf(uri)
    const stored = this.#store(uri, { signed: signed(log.length + 1), sig: SIG }, 'Ben')
    if (isHeard) this.#announce(uri, [stored])
    else this.#time.after(TAIL_REPAIR_MS, () => log.at(-1) === stored && this.#announce(uri, [stored]))
  }

  closeTo(uri: string): void {
    this.closed.add(uri)
    for (const session of this.#sessions) {
      if (!session.joined.delete(uri)) continue
      const data = { room: uri, code: ERROR_CODES.ErrorPermission, text: 'ErrorPermission' }
      this.#say(session, { ntc: [{ id: 'ntc:kick', data }] })
    }
  }

  /** The newest entries go out once more, as a server may. */
  repeatNewest(uri: string): void {
    this.#announce(uri, this.logOf(uri).slice(-2))
  }

  logOf(uri: string): Stored[] {
    return this.logs.get(uri) ?? []
  }

  #hear(session: Session, envelope: UpEnvelope): Ack | undefined {
    if (!this.isUp) return undefined
    if (this.isBusy) return { status: 503, retryAfterMs: 100 + this.#random.below(400) }
    const { envid } = envelope
    if ('cmd' in envelope) this.#answerSoon(session, envelope.cmd.id, { envid, ...envelope.cmd })
    else
      for (const [index, item] of envelope.grpchat.entries())
        this.#queue.push({ session, envid, seqid: index + 1, sealed: item as SealedPost })
    this.#commitSoon()
    return { status: 200 }
  }

  #answerSoon(
    session: Session,
    id: string,
    { envid, seqid, data }: { envid: string; seqid: number; data?: unknown },
  ) {
    this.#time.after(1 + this.#random.below(COMMIT_MS), () => {
      if (!this.isUp) return
      const answer = this.#answerTo(session, id, data as Asked)
      this.#say(session, {
        rpl: [{ id: id.replace('cmd:', 'rpl:'), commandid: { envid, seqid }, ...answer }],
      })
    })
  }

  #commitSoon(): void {
    if (this.#isCommitting || this.#queue.length === 0) return
    this.#isCommitting = true
    this.#time.after(1 + this.#random.below(COMMIT_MS), () => {
      this.#isCommitting = false
      this.#commit(this.#queue.splice(0))
      this.#commitSoon()
    })
  }

  /** One transaction, then answers and announcements, in either order; a crash may come in between. */
  #commit(batch: Waiting[]): void {
    const added = new Map<string, Stored[]>()
    const answers = batch.map((waiting) => ({ waiting, answer: this.#take(waiting, added) }))
    const announce = () => {
      for (const [uri, items] of added) this.#announce(uri, items)
    }
    const reply = () => {
      for (const { waiting, answer } of answers) {
        const { session, envid, seqid } = waiting
        this.#say(session, { rpl: [{ id: 'rpl:grpchat', commandid: { envid, seqid }, ...answer }] })
      }
    }
    for (const step of this.#random.below(2) === 0 ? [announce, reply] : [reply, announce]) step()
  }

  #take({ session, sealed }: Waiting, added: Map<string, Stored[]>): Answer {
    const post = readSigned(sealed.signed)
    if (!post) return refusal('InvalidArgument')
    if (this.isAtFault) return refusal('DatabaseConnection')
    const known = this.#find(post)
    if (known) return known.signed === sealed.signed ? receipt(post.id, known) : refusal('DataCollision')
    if (this.closed.has(post.room)) return refusal('ErrorPermission')
    if (!session.joined.has(post.room)) return refusal('UserNotJoined')
    const stored = this.#store(post.room, sealed, 'Ada')
    added.set(post.room, [...(added.get(post.room) ?? []), stored])
    return receipt(post.id, stored)
  }

  #find({ device, id }: SignedPost): Stored | undefined {
    for (const log of this.logs.values()) {
      const found = log.find(({ signed }) => {
        const other = readSigned(signed)
        return other?.device === device && other.id === id
      })
      if (found) return found
    }
    return undefined
  }

  #store(uri: string, { signed, sig }: SealedPost, authdisp: string): Stored {
    const log = this.logOf(uri)
    const ts = new Date(Date.parse('2026-11-22T10:00:00Z') + this.#time.elapsed).toISOString()
    const stored: Stored = { room: uri, seq: log.length + 1, ts, via: 'server', authdisp, signed, sig }
    log.push(stored)
    return stored
  }

  #announce(uri: string, items: Stored[]): void {
    if (items.length === 0) return
    for (const session of this.#sessions) if (session.joined.has(uri)) this.#say(session, { grpchat: items })
  }

  #say(session: Session, items: Pick<DownEnvelope, 'rpl' | 'ntc' | 'grpchat'>): void {
    this.#lastEnvid += 1
    session.link.say({ ver: ENVELOPE_VERSION, envid: String(this.#lastEnvid), ...items })
  }

  #answerTo(session: Session, id: string, data: Asked): Answer {
    switch (id) {
      case 'cmd:getserverinfo':
        return done(SERVER_INFO)
      case 'cmd:getassociations':
        return done({ rooms: data.role === 'member' ? this.#open().map((uri) => this.#view(uri)) : [] })
      case 'cmd:getpresence':
      case 'cmd:setpresence': {
        const categories = [...this.logs.keys()].map((instance) => ({ name: 'roomSetting', instance }))
        return done({ categories, version: 1 })
      }
      case 'cmd:bjoin':
        return this.#join(session, data.rooms ?? [])
      case 'cmd:join':
        return this.#joinOne(session, data.room)
      case 'cmd:bccontext':
        return done(pageOf(this.logOf(data.room), data))
      case 'cmd:getinv':
        return done({ invitations: [], lastInviteId: 0 })
      case 'cmd:markread':
        return done({ room: data.room, seq: data.seq, unread: 0 })
      default:
        return done({ room: data.room })
    }
  }

  #joinOne(session: Session, uri: string): Answer {
    if (this.closed.has(uri)) return refusal('ErrorPermission')
    session.joined.add(uri)
    return done({ room: this.#view(uri) })
  }

  #join(session: Session, uris: string[]): Answer {
    const open = uris.filter((uri) => !this.closed.has(uri))
    for (const uri of open) session.joined.add(uri)
    const failed = uris
      .filter((uri) => this.closed.has(uri))
      .map((uri) => ({ uri, code: ERROR_CODES.ErrorPermission, text: 'ErrorPermission' }))
    return done({ rooms: open.map((uri) => this.#view(uri)), failed })
  }

  #open(): string[] {
    return [...this.logs.keys()].filter((uri) => !this.closed.has(uri))
  }

  #view(uri: string): Room {
    return room(uri, { head: this.logOf(uri).length })
  }
}
