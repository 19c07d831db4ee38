// What the model server has on disk: rooms with their logs, markers, what is followed and which devices are known.
// Written from PROTOCOL.md, as plainly as possible; a crash leaves exactly this.

import type { Entry } from '#shared/entry.ts'
import type { Room } from '#shared/room.ts'
import type { RoomUri } from '#shared/uri.ts'
import { ADA, BEN, DEVICE, HASH, room, SIG } from '../support/cast.ts'

export type Logged = Entry & {
  id: string
  author: string
  device: string
  dseq: number
  prev: string | null
  chat: string
}
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
  append(post: Omit<Logged, 'seq' | 'ts' | 'via' | 'authdisp'>): Logged {
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
    return entry
  }

  /** Somebody else writes, or Ada does on another device. */
  hearFrom(author: string, place: number): Logged {
    const id = `00000000-0000-7000-9000-${place.toString(16).padStart(12, '0')}`
    const post = { id, author, device: DEVICE, dseq: place, prev: null, chat: `heard ${place}` }
    const hlc = '000000000001-0000'
    return this.append({
      ...post,
      signed: JSON.stringify({ v: 1, kind: 'chat', room: this.uri, hlc, ...post }),
      sig: SIG,
    })
  }

  /** [P9.9] */
  unread(): number {
    return this.log.filter(({ seq, author }) => seq > this.marker && author === BEN).length
  }

  block(): Room {
    const last = this.log.at(-1)
    const { log, marker: read } = this
    const lastPost = last && { seq: last.seq, ts: last.ts, author: last.author, chat: last.chat }
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
export function pageOf({ uri, log }: ModelRoom, asked: PageAsked, most: number) {
  const { after, before } = asked
  const span = log.filter(
    ({ seq }) => seq > (after?.seq ?? 0) && seq < (before?.seq ?? Number.POSITIVE_INFINITY),
  )
  const count = Math.min(most, (after ?? before ?? asked.last)?.count ?? 30)
  const entries = after ? span.slice(0, count) : span.slice(-count)
  return {
    room: uri,
    entries: entries.map(onTheWire),
    amends: [],
    head: log.length,
    from: entries[0]?.seq ?? 0,
    to: entries.at(-1)?.seq ?? 0,
    complete: entries.length === span.length,
  }
}

export function onTheWire({ seq, ts, via, authdisp, signed, sig }: Logged): Entry {
  return { seq, ts, via, ...(authdisp === undefined ? {} : { authdisp }), signed, sig }
}
