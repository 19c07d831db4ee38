// One conversation with a server over one wire: numbers the envelopes and ties each reply to what was asked.
// It ends with its wire; whoever still waits then hears "Offline".

import * as v from 'valibot'
import type { Command, ReplyOf } from '#shared/command.ts'
import type { Delivered } from '#shared/entry.ts'
import {
  type Ack,
  type DownEnvelope,
  downEnvelopeSchema,
  ENVELOPE_VERSION,
  type NoticeItem,
  type Reply,
  type UpEnvelope,
} from '#shared/envelope.ts'
import { isErrorName, SUCCESS, XccosError } from '#shared/errors.ts'
import type { SealedPost } from '#shared/post.ts'
import type { World } from '../cache/world.ts'
import { obey } from './backoff.ts'
import { offline } from './refusal.ts'
import type { Wire } from './wire.ts'

export const ACK_TIMEOUT_MS = 5_000
export const REPLY_TIMEOUT_MS = 20_000
/** When nothing at all was heard for this long after an envelope, the wire is taken for dead. */
export const SILENCE_MS = 10_000

export type Listener = {
  onDelivered(posts: Delivered[]): void
  onNotices(notices: NoticeItem[]): void
  /** This wire is of no more use: the server does not know the session, or is silent. */
  onBroken(): void
}

export type Answer = { ok: true; data: unknown } | { ok: false; error: XccosError }
type Answered = (seqid: number, answer: Answer) => void
export type Sent = Ack | { status: 'silent' } | { status: 'ended' }
type Body =
  | Pick<Extract<UpEnvelope, { cmd: unknown }>, 'cmd'>
  | Pick<Extract<UpEnvelope, { grpchat: unknown }>, 'grpchat'>

export class Conversation {
  readonly #wire: Wire
  readonly #world: Pick<World, 'clock' | 'chance'>
  readonly #listener: Listener
  readonly #waiting = new Map<string, { answered: Answered; left: number }>()
  readonly #ended = Promise.withResolvers<{ status: 'ended' }>()
  #isOver = false
  #envid = 0
  #heardAt = 0

  constructor(wire: Wire, world: Pick<World, 'clock' | 'chance'>, listener: Listener) {
    this.#wire = wire
    this.#world = world
    this.#listener = listener
  }

  /** Asks until the server takes it; rejects with the server's refusal, or with "Offline". */
  async ask<C extends Command>(command: C, data: v.InferInput<C['data']>): Promise<ReplyOf<C>> {
    for (;;) {
      const reply = Promise.withResolvers<Answer>()
      const body = { cmd: { id: command.cmd, seqid: 1, data } }
      const sent = await this.#send(body, (_seqid, answer) => reply.resolve(answer))
      if (sent.status === 503) await this.#rest(sent.retryAfterMs)
      else return v.parse(command.reply, await this.#reply(sent, reply.promise)) as ReplyOf<C>
    }
  }

  /** Hands posts over, once; `answered` hears about each by its place from 1, maybe long after. */
  async post(posts: SealedPost[], answered: Answered): Promise<Sent> {
    return await this.#send({ grpchat: posts }, answered)
  }

  hear(frame: unknown): void {
    this.#heardAt = this.#world.clock.now()
    const envelope = v.safeParse(downEnvelopeSchema, frame)
    if (envelope.success && !this.#isOver) this.#take(envelope.output)
  }

  end(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#waiting.clear()
    this.#ended.resolve({ status: 'ended' })
    this.#wire.close()
  }

  #take({ rpl = [], ntc = [], grpchat = [] }: DownEnvelope): void {
    for (const reply of rpl) this.#answer(reply)
    if (grpchat.length > 0) this.#listener.onDelivered(grpchat)
    if (ntc.length > 0) this.#listener.onNotices(ntc)
  }

  #answer(reply: Reply): void {
    const { envid, seqid } = reply.commandid
    const waiting = this.#waiting.get(envid)
    if (waiting === undefined) return
    waiting.left -= 1
    if (waiting.left === 0) this.#waiting.delete(envid)
    waiting.answered(seqid, answerOf(reply))
  }

  async #send(body: Body, answered: Answered): Promise<Sent> {
    if (this.#isOver) return { status: 'ended' }
    const envid = String(++this.#envid)
    this.#waiting.set(envid, { answered, left: 'grpchat' in body ? body.grpchat.length : 1 })
    const acked = this.#wire.send({ ver: ENVELOPE_VERSION, envid, ...body })
    const sent = await Promise.race([this.#within(ACK_TIMEOUT_MS, acked), this.#ended.promise])
    this.#weigh(sent)
    if (sent.status !== 200 && sent.status !== 'silent') this.#waiting.delete(envid)
    return sent
  }

  /** What an answer, or none, says about the wire. */
  #weigh(sent: Sent): void {
    const { clock } = this.#world
    if (sent.status === 481) this.#listener.onBroken()
    else if (sent.status === 'silent') {
      const silentSince = clock.now() - ACK_TIMEOUT_MS
      clock.after(SILENCE_MS - ACK_TIMEOUT_MS, () => {
        if (!this.#isOver && this.#heardAt <= silentSince) this.#listener.onBroken()
      })
    } else if (sent.status !== 'ended') this.#heardAt = clock.now()
  }

  async #reply(sent: Sent, reply: Promise<Answer>): Promise<unknown> {
    if (sent.status === 400) throw new XccosError('InvalidArgument', sent.reason)
    if (sent.status === 481 || sent.status === 'ended') throw offline()
    const answer = await Promise.race([this.#within(REPLY_TIMEOUT_MS, reply), this.#ended.promise])
    if ('status' in answer) throw offline()
    if (!answer.ok) throw answer.error
    return answer.data
  }

  async #within<T>(ms: number, awaited: Promise<T>): Promise<T | { status: 'silent' }> {
    const late = Promise.withResolvers<{ status: 'silent' }>()
    const callOff = this.#world.clock.after(ms, () => late.resolve({ status: 'silent' }))
    return await Promise.race([awaited, late.promise]).finally(callOff)
  }

  async #rest(retryAfterMs: number): Promise<void> {
    const rested = Promise.withResolvers<void>()
    const callOff = this.#world.clock.after(obey(retryAfterMs, this.#world.chance), rested.resolve)
    await Promise.race([rested.promise, this.#ended.promise]).finally(callOff)
  }
}

function answerOf({ resp, data }: Reply): Answer {
  if (resp.code === SUCCESS.code) return { ok: true, data }
  const code = isErrorName(resp.text) ? resp.text : 'CommandFailed'
  return { ok: false, error: new XccosError(code, resp.reason ?? resp.text) }
}
