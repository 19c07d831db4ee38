// What posters did and were told, and what lies in the database after it, as a history that the oracles can read. The
// tables are read without the server's code: what is wrong there must not be hidden by it.

import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Act, History, RecordedPost, StoredEntry } from '../oracles/history.ts'
import type { Poster } from './poster.ts'

/** Who posted what, and what was confirmed. */
export type Posted = Pick<Poster, 'uri' | 'sealed' | 'receipts'>

/** Rows as a database gives them. */
export type Tables = {
  rooms: { id: number; uri: string; head: number | string }[]
  entries: EntryRow[]
  /** Compliance events of posts; undefined where nothing was recorded. */
  events: { room: string; seq: number | string; id: string; device: string }[] | undefined
}
type EntryRow = {
  room_id: number
  seq: number | string
  id: string
  device: string
  kind: string
  signed: string
  hash: Buffer
  chain: Buffer
}

/** By both databases. */
export const QUESTIONS = {
  rooms: 'select id, uri, head from rooms',
  entries: 'select * from entries order by room_id, seq',
  events: "select room, seq, post as id, device from compliance_queue where kind = 'chat'",
  compliance: "select value from meta where key = 'compliance'",
}

export function historyOf(dataFolder: string, posters: Posted[]): History {
  const database = new Database(join(dataFolder, 'backchat.sqlite'), { readonly: true })
  const rows = (question: string) => database.prepare(question).all() as never[]
  try {
    const isRecorded = database.prepare(QUESTIONS.compliance).pluck().get() === 'on'
    const events = isRecorded ? rows(QUESTIONS.events) : undefined
    return historyFrom({ rooms: rows(QUESTIONS.rooms), entries: rows(QUESTIONS.entries), events }, posters)
  } finally {
    database.close()
  }
}

export function historyFrom({ rooms, entries, events }: Tables, posters: Posted[]): History {
  const recorded = events?.map((event): RecordedPost => ({ ...event, seq: Number(event.seq) }))
  return {
    acts: posters.flatMap(actsOf),
    rooms: rooms.map(({ id, uri, head }) => ({
      ...{ room: uri, head: Number(head) },
      entries: entries.filter(({ room_id }) => room_id === id).map(storedEntry),
    })),
    ...(recorded ? { recorded } : {}),
  }
}

function storedEntry({ seq, id, device, kind, signed, hash, chain }: EntryRow): StoredEntry {
  return {
    ...{ seq: Number(seq), id, device, kind, signed },
    ...{ hash: hash.toString('hex'), chain: chain.toString('hex') },
  }
}

function actsOf({ uri, sealed, receipts }: Posted): Act[] {
  return sealed.flatMap(({ id, post }) => {
    const { room } = JSON.parse(post.signed) as { room: string }
    const receipt = receipts.get(id)
    const offer: Act = { act: 'offers', at: 0, client: uri, room, id, signed: post.signed }
    return receipt ? [offer, { act: 'is answered', at: 0, client: uri, room, id, seq: receipt.seq }] : [offer]
  })
}
