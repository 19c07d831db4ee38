// The line between tabs. Facts cross by the cache; only questions that need an answer come here, and go to the tab
// that leads. A question outlives its leader: whoever leads next is asked again.

import type * as v from 'valibot'
import type { ReplyOf } from '#shared/command.ts'
import type { bcsearch } from '#shared/commands/bcsearch.ts'
import type { FoundPerson, Participant } from '#shared/person.ts'
import type { PostRef } from '#shared/post.ts'
import type { Room } from '#shared/room.ts'
import type { RoomUri } from '#shared/uri.ts'
import type { Clock } from '../cache/world.ts'
import type { Connection } from './connection.ts'
import type { Typist } from './notices.ts'
import { offline, Refused } from './refusal.ts'

export type Questions = {
  search: { ask: v.InferInput<(typeof bcsearch)['data']>; answer: ReplyOf<typeof bcsearch> }
  people: { ask: string; answer: FoundPerson[] }
  find: { ask: string; answer: { rooms: Room[]; exceeded: boolean } }
  attend: { ask: RoomUri; answer: null }
  older: { ask: { room: RoomUri; before: number }; answer: number | null }
  around: { ask: { room: RoomUri; seq: number }; answer: null }
  /** The post of this name, with what stands beside it; its `seq`, or null when there is none. */
  named: { ask: { room: RoomUri; post: PostRef }; answer: number | null }
  since: { ask: { room: RoomUri; from: string }; answer: null }
  gap: { ask: { room: RoomUri; to: number }; answer: null }
  pins: { ask: RoomUri; answer: null }
  typing: { ask: RoomUri; answer: null }
  roster: { ask: RoomUri; answer: Participant[] }
  hurry: { ask: null; answer: null }
  /** Somebody is at the keys of this tab. */
  stir: { ask: null; answer: null }
}
export type QuestionName = keyof Questions
export type Answers = {
  [Name in QuestionName]: (asked: Questions[Name]['ask']) => Promise<Questions[Name]['answer']>
}
export type Status = { connection: Connection; lostSince?: number }

type Outcome = { ok: true; value: unknown } | { ok: false; code: string; message: string }
export type LineMessage =
  | { say: 'ask'; id: string; name: QuestionName; asked: unknown }
  | ({ say: 'answer'; id: string } & Outcome)
  | { say: 'leading' }
  | { say: 'hello' }
  | ({ say: 'status' } & Status)
  | { say: 'typing'; who: Typist }

export type Port = { post(message: LineMessage): void; listen(heard: (message: LineMessage) => void): void }

const ANSWER_TIMEOUT_MS = 25_000
type Pending = { name: QuestionName; asked: unknown; settle(outcome: Outcome): void }

export class Line {
  readonly #port: Port
  readonly #clock: Clock
  readonly #name: string
  readonly #pending = new Map<string, Pending>()
  readonly #watchers = new Set<(status: Status) => void>()
  #heardTyping: (who: Typist) => void = () => undefined
  #answers: Answers | undefined
  #status: Status = { connection: { state: 'connecting' } }
  #count = 0

  /** @param name tells this tab's questions from those of others */
  constructor(port: Port, clock: Clock, name: string) {
    this.#port = port
    this.#clock = clock
    this.#name = name
    port.listen((message) => this.#hear(message))
    port.post({ say: 'hello' })
  }

  ask<Name extends QuestionName>(
    name: Name,
    asked: Questions[Name]['ask'],
  ): Promise<Questions[Name]['answer']> {
    const id = `${this.#name} ${++this.#count}`
    return new Promise((resolve, reject) => {
      const callOff = this.#clock.after(ANSWER_TIMEOUT_MS, () => settle({ ok: false, ...plain(offline()) }))
      const settle = (outcome: Outcome) => {
        callOff()
        this.#pending.delete(id)
        if (outcome.ok) resolve(outcome.value as Questions[Name]['answer'])
        else reject(new Refused(outcome.code, outcome.message))
      }
      this.#pending.set(id, { name, asked, settle })
      this.#put(id)
    })
  }

  /** This tab leads from now on: it answers, its own earlier questions first. */
  lead(answers: Answers): void {
    this.#answers = answers
    for (const id of this.#pending.keys()) this.#put(id)
    this.#port.post({ say: 'leading' })
  }

  publish(status: Status): void {
    this.#show(status)
    this.#port.post({ say: 'status', ...status })
  }

  status(): Status {
    return this.#status
  }

  /** @returns a function that ends it */
  watch(seen: (status: Status) => void): () => void {
    this.#watchers.add(seen)
    seen(this.#status)
    return () => this.#watchers.delete(seen)
  }

  /** Somebody is writing: for every tab, and of no use a moment later, so it is in no cache. */
  tellTyping(who: Typist): void {
    this.#heardTyping(who)
    this.#port.post({ say: 'typing', who })
  }

  onTyping(heard: (who: Typist) => void): void {
    this.#heardTyping = heard
  }

  #put(id: string): void {
    const pending = this.#pending.get(id)
    if (pending === undefined) return
    const { name, asked, settle } = pending
    if (this.#answers === undefined) this.#port.post({ say: 'ask', id, name, asked })
    else void outcomeOf(this.#answers, name, asked).then(settle)
  }

  #hear(message: LineMessage): void {
    switch (message.say) {
      case 'ask':
        if (this.#answers !== undefined) void this.#reply(this.#answers, message)
        return
      case 'answer':
        this.#pending.get(message.id)?.settle(message)
        return
      case 'leading':
        for (const id of this.#pending.keys()) this.#put(id)
        return
      case 'hello':
        if (this.#answers !== undefined) this.#port.post({ say: 'status', ...this.#status })
        return
      case 'typing':
        this.#heardTyping(message.who)
        return
      case 'status': {
        const { say: _, ...status } = message
        this.#show(status)
      }
    }
  }

  async #reply(answers: Answers, { id, name, asked }: Extract<LineMessage, { say: 'ask' }>): Promise<void> {
    this.#port.post({ say: 'answer', id, ...(await outcomeOf(answers, name, asked)) })
  }

  #show(status: Status): void {
    this.#status = status
    for (const seen of this.#watchers) seen(status)
  }
}

async function outcomeOf(answers: Answers, name: QuestionName, asked: unknown): Promise<Outcome> {
  try {
    const answer = answers[name] as (asked: unknown) => Promise<unknown>
    return { ok: true, value: await answer(asked) }
  } catch (error) {
    return { ok: false, ...plain(error) }
  }
}

/** Errors lose their class between tabs; code and sentence are what the screen needs. */
function plain(error: unknown): { code: string; message: string } {
  const message = error instanceof Error ? error.message : String(error)
  return { code: error instanceof Error && 'code' in error ? String(error.code) : 'CommandFailed', message }
}

export function broadcastPort(name: string): Port {
  const channel = new BroadcastChannel(name)
  return {
    post: (message) => channel.postMessage(message),
    listen: (heard) => {
      channel.onmessage = (event: MessageEvent<LineMessage>) => heard(event.data)
    },
  }
}
