// What the model server has on disk: rooms with their logs, markers, what is followed and which devices are known.
// Written from PROTOCOL.md, as plainly as possible; a crash leaves exactly this.

import type { Entry, LogItem } from '#shared/entry.ts'
import type { Room } from '#shared/room.ts'
import type { RoomUri } from '#shared/uri.ts'
import { ADA, BEN, DEVICE, HASH, room, SIG } from '../support/cast.ts'
import type { Events } from './events.ts'

export type Logged = Entry & {
  id: string
  author: string
  device: string
  dseq: number
  prev: string | null
  chat: string
  kind: 'chat' | 'edit' | 'redact' | 'react'
  /** The id of the post that it is about. */
  target?: string
  on?: boolean
  gone?: true
}
type Stored = Omit<Logged, 'seq' | 'ts' | 'via' | 'authdisp'>
export type Receipt = { id: string; seq: number; ts: string; chain: string }

const BEGAN = Date.parse('2026-11-22T09:00:00Z')

export class ModelRoom {
  readonly uri: RoomUri
  readonly log: Logged[] = []
  isMine = true
  marker = 0

  constructor(uri: RoomUri) {
    this.uri = uri
  }

  /** [P13.1] The next place in the log. */
  append(post: Stored): Logged {
    const seq = this.log.length + 1
    const authdisp = post.author === ADA ? 'Ada' : 'Ben'
    const entry: Logged = {
      ...post,
      seq,
      ts: new Date(BEGAN + seq * 1000).toISOString(),
      via: 'server',
      authdisp,
    }
    this.log.push(entry)
    // [P20.6]
    if (entry.kind === 'redact')
      for (const each of this.log)
        if (each.id === entry.target || (each.kind === 'edit' && each.target === entry.target))
          each.gone = true
    return entry
  }

  /** [P20.2] What can be changed. */
  standing(): Logged[] {
    return this.log.filter(({ kind, gone }) => kind === 'chat' && !gone)
  }

  /** [P20.7] The newest words. */
  wordsOf({ id, chat }: Logged): string {
    return this.log.findLast(({ kind, target }) => kind === 'edit' && target === id)?.chat ?? chat
  }

  /** [P20.7] Who reacts now. */
  reactingTo({ id }: Logged, among: readonly Logged[] = this.log): string[] {
    const words = new Map(
      among
        .filter((each) => each.kind === 'react' && each.target === id)
        .map(({ author, on }) => [author, on]),
    )
    return [...words].filter(([, on]) => on).map(([author]) => author)
  }

  /** Only authors edit and remove, on whatever device; Ben reacts to anything. */
  amendedBySomebody(events: Events, place: number): Logged[] {
    const posts = this.standing().slice(-12)
    if (posts.length === 0) return []
    const of = events.pick(posts)
    const kind = events.pick(['edit', 'redact', 'react', 'react'] as const)
    return [this.#amend(kind === 'react' ? BEN : of.author, place, { kind, of, on: events.chance(0.7) })]
  }

  #amend(
    author: string,
    place: number,
    what: { kind: 'edit' | 'redact' | 'react'; of: Logged; on: boolean },
  ): Logged {
    const id = `00000000-0000-7000-a000-${place.toString(16).padStart(12, '0')}`
    const { kind, of, on } = what
    const post = { id, author, device: DEVICE, dseq: place, prev: null }
    const target = { device: of.device, id: of.id }
    const chat = `heard ${place}, anew`
    const words = kind === 'edit' ? { chat } : kind === 'react' ? { emoji: '👍', on } : {}
    const hlc = '000000000001-0000'
    return this.append({
      ...post,
      ...{ kind, target: of.id, on, chat: kind === 'edit' ? chat : '' },
      signed: JSON.stringify({ v: 1, kind, room: this.uri, hlc, ...post, target, ...words }),
      sig: SIG,
    })
  }

  /** Somebody else writes, or Ada does on another device. */
  hearFrom(author: string, place: number): Logged {
    const id = `00000000-0000-7000-9000-${place.toString(16).padStart(12, '0')}`
    const post = { id, author, device: DEVICE, dseq: place, prev: null, chat: `heard ${place}` }
    const hlc = '000000000001-0000'
    return this.append({
      ...post,
      kind: 'chat',
      signed: JSON.stringify({ v: 1, kind: 'chat', room: this.uri, hlc, ...post }),
      sig: SIG,
    })
  }

  /** [P9.9] */
  unread(): number {
    return this.standing().filter(({ seq, author }) => seq > this.marker && author === BEN).length
  }

  block(): Room {
    const last = this.standing().at(-1)
    const { log, marker: read } = this
    const lastPost = last && { seq: last.seq, ts: last.ts, author: last.author, chat: this.wordsOf(last) }
    return { ...room(this.uri), head: log.length, unread: this.unread(), read, ...(lastPost && { lastPost }) }
  }

  receipt(id: string): Receipt | undefined {
    const known = this.log.find((entry) => entry.id === id)
    return known && { id, seq: known.seq, ts: known.ts, chain: HASH }
  }
}

export type PageAsked = {
  room: RoomUri
  last?: { count?: number }
  before?: { seq: number; count?: number }
  after?: { seq: number; count?: number }
}

/** [P13.5] [P13.6] [P13.7] A page may hold fewer than asked; `from`, `to` and `complete` say what it holds. */
export function pageOf(room: ModelRoom, asked: PageAsked, most: number) {
  const { uri, log } = room
  const { after, before } = asked
  const span = log.filter(
    ({ seq }) => seq > (after?.seq ?? 0) && seq < (before?.seq ?? Number.POSITIVE_INFINITY),
  )
  const count = Math.min(most, (after ?? before ?? asked.last)?.count ?? 30)
  const entries = after ? span.slice(0, count) : span.slice(-count)
  return {
    room: uri,
    entries: entries.map(onTheWire),
    amends: entries.flatMap((post) => amendOf(room, post, entries.at(-1)?.seq ?? 0)),
    head: log.length,
    from: entries[0]?.seq ?? 0,
    to: entries.at(-1)?.seq ?? 0,
    complete: entries.length === span.length,
  }
}

/** [P20.7] What became of a post after the page. */
function amendOf(room: ModelRoom, post: Logged, to: number) {
  if (post.kind !== 'chat' || post.gone) return []
  const later = room.log.filter(({ seq, target }) => seq > to && target === post.id)
  const edit = later.findLast(({ kind }) => kind === 'edit')
  const people = room.reactingTo(post).map((uri) => ({ uri, displayName: uri }))
  const amend = {
    seq: post.seq,
    ...(edit && { edit: onTheWire(edit) }),
    ...(later.some(({ kind }) => kind === 'react') && {
      reactions: people.length === 0 ? [] : [{ emoji: '👍', count: people.length, people }],
    }),
  }
  return Object.keys(amend).length > 1 ? [amend] : []
}

/** [P20.11] A few at a time. */
export function amendsOf({ uri, log }: ModelRoom, after: number, most: number) {
  const all = log.filter(
    ({ seq, kind, gone }) => seq > after && (kind === 'edit' || kind === 'redact') && !gone,
  )
  const entries = all.slice(0, most)
  const complete = entries.length === all.length
  const to = complete ? log.length : (entries.at(-1)?.seq ?? log.length)
  return { room: uri, entries: entries.map(onTheWire), to, complete }
}

export function onTheWire(logged: Logged): LogItem {
  const { seq, ts, via, authdisp, signed, sig, id, kind, gone } = logged
  if (gone) return { seq, ts, id, kind, hash: HASH, gone: 'redacted' }
  return { seq, ts, via, ...(authdisp === undefined ? {} : { authdisp }), signed, sig }
}
