// The other end of the wire, in memory: it acknowledges, answers and speaks as the test says, and writes down what it hears.

import type { RefusalData } from '#shared/connect.ts'
import type { Delivered } from '#shared/entry.ts'
import { type Ack, ENVELOPE_VERSION, type NoticeItem, type UpEnvelope } from '#shared/envelope.ts'
import { SUCCESS, XccosError } from '#shared/errors.ts'
import { type AnyPost, readSigned, type SealedPost, wordsOf } from '#shared/post.ts'
import {
  type Credentials,
  type Dial,
  DialRefused,
  type Wire,
  type WireEnds,
} from '../../../client/sync/wire.ts'
import { HASH } from './cast.ts'

type Answerer = (data: never) => unknown
type Resolution = { id: string; seq: number; ts: string; chain: string }

export class ServerEnd {
  readonly heard: UpEnvelope[] = []
  readonly dialled: (Credentials & { address: string })[] = []
  /** By command id; a thrown XccosError is the refusal. */
  answers: Record<string, Answerer> = {}
  /** Never answered when undefined is said. */
  acknowledge: (envelope: UpEnvelope) => Ack | undefined = () => ({ status: 200 })
  /** Undefined leaves the post without an answer. */
  take: (post: AnyPost) => Resolution | undefined = (post) => this.keep(post)
  admit: (address: string) => RefusalData | 'unreachable' | undefined = () => undefined
  readonly log: AnyPost[] = []
  #ends: WireEnds | undefined
  #envid = 100
  #held: (() => void)[] | undefined

  readonly dial: Dial = (address, credentials, ends) => {
    this.dialled.push({ address, ...credentials })
    const refusal = this.admit(address)
    if (refusal === 'unreachable') return Promise.reject(new Error('unreachable'))
    if (refusal !== undefined) return Promise.reject(new DialRefused(refusal))
    this.#ends = ends
    return Promise.resolve(this.wire(ends))
  }

  wire(ends: WireEnds): Wire {
    this.#ends = ends
    return {
      send: (envelope) => this.#hear(envelope, ends),
      close: () => {
        if (this.#ends === ends) this.#ends = undefined
      },
    }
  }

  isConnected(): boolean {
    return this.#ends !== undefined
  }

  /** Takes the post as a server does: once, however often it is sent. */
  keep(post: AnyPost): Resolution {
    const known = this.log.findIndex((other) => other.id === post.id)
    if (known < 0) this.log.push(post)
    const seq = known < 0 ? this.log.length : known + 1
    return { id: post.id, seq, ts: '2026-11-22T10:00:00.000Z', chain: HASH }
  }

  deliver(grpchat: Delivered[]): void {
    this.#say({ grpchat })
  }

  /** Takes, and answers only when told to. */
  answerLater(): void {
    this.#held = []
  }

  answerNow(): void {
    const held = this.#held ?? []
    this.#held = undefined
    for (const answer of held) answer()
  }

  tell(...ntc: NoticeItem[]): void {
    this.#say({ ntc })
  }

  drop(): void {
    const ends = this.#ends
    this.#ends = undefined
    ends?.onClosed()
  }

  commands(): string[] {
    return this.heard.flatMap((envelope) => ('cmd' in envelope ? [envelope.cmd.id] : []))
  }

  /** The texts of the posts that came up, each time they came. */
  texts(): string[] {
    return this.posts().map((post) => wordsOf(readSigned(post.signed)))
  }

  posts(): SealedPost[] {
    return this.heard.flatMap((envelope) => ('grpchat' in envelope ? (envelope.grpchat as SealedPost[]) : []))
  }

  #hear(envelope: UpEnvelope, ends: WireEnds): Promise<Ack> {
    this.heard.push(structuredClone(envelope))
    const ack = this.acknowledge(envelope)
    if (ack === undefined) return new Promise(() => undefined)
    const answer = () => this.#answer(envelope, ends)
    if (ack.status === 200 && this.#held !== undefined) this.#held.push(answer)
    else if (ack.status === 200) queueMicrotask(answer)
    return Promise.resolve(ack)
  }

  #answer(envelope: UpEnvelope, ends: WireEnds): void {
    if ('cmd' in envelope) {
      const { id, seqid, data } = envelope.cmd
      const answer = this.answers[id]
      if (answer === undefined) return
      this.#reply(ends, { envid: envelope.envid, seqid, id: id.replace('cmd:', 'rpl:') }, () =>
        answer(data as never),
      )
    } else
      for (const [index, item] of envelope.grpchat.entries()) {
        const post = readSigned((item as SealedPost).signed)
        if (post === undefined) throw new Error('That is no post.')
        this.#reply(ends, { envid: envelope.envid, seqid: index + 1, id: 'rpl:grpchat' }, () =>
          this.take(post),
        )
      }
  }

  #reply(ends: WireEnds, to: { envid: string; seqid: number; id: string }, answer: () => unknown): void {
    const { id, ...commandid } = to
    const say = (resp: object, data?: unknown) => this.#say({ rpl: [{ id, commandid, resp, data }] }, ends)
    try {
      const data = answer()
      if (data !== undefined) say(SUCCESS, data)
    } catch (error) {
      if (!(error instanceof XccosError)) throw error
      say({ code: error.status, text: error.code, reason: error.message })
    }
  }

  #say(items: object, ends = this.#ends): void {
    this.#envid += 1
    ends?.onEnvelope({ ver: ENVELOPE_VERSION, envid: String(this.#envid), ...items })
  }
}
