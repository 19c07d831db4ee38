// What posters did and were told, and what lies in the SQLite file after it, as a history that the oracles can read.
// The file is read without the server's code: what is wrong there must not be hidden by it.

import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Act, History, RecordedPost, StoredEntry } from '../oracles/history.ts'
import type { Poster } from './poster.ts'

type Row = {
  seq: number
  id: string
  device: string
  kind: string
  signed: string
  hash: Buffer
  chain: Buffer
}

export function historyOf(dataFolder: string, posters: Poster[]): History {
  const database = new Database(join(dataFolder, 'backchat.sqlite'), { readonly: true })
  try {
    const rooms = database.prepare('select id, uri, head from rooms').all() as Room[]
    const compliance = database.prepare("select value from meta where key = 'compliance'").pluck().get()
    return {
      acts: posters.flatMap(actsOf),
      rooms: rooms.map(({ id, uri, head }) => ({ room: uri, head, entries: entriesIn(database, id) })),
      ...(compliance === 'on' ? { recorded: recordedIn(database) } : {}),
    }
  } finally {
    database.close()
  }
}

type Room = { id: number; uri: string; head: number }

function entriesIn(database: Database.Database, roomId: number): StoredEntry[] {
  const rows = database.prepare('select * from entries where room_id = ? order by seq').all(roomId) as Row[]
  return rows.map(({ seq, id, device, kind, signed, hash, chain }) => ({
    ...{ seq, id, device, kind, signed, hash: hash.toString('hex'), chain: chain.toString('hex') },
  }))
}

function recordedIn(database: Database.Database): RecordedPost[] {
  const events = database.prepare(
    "select room, seq, post as id, device from compliance_queue where kind = 'chat'",
  )
  return events.all() as RecordedPost[]
}

function actsOf({ uri, sealed, receipts }: Poster): Act[] {
  return sealed.flatMap(({ id, post }) => {
    const { room } = JSON.parse(post.signed) as { room: string }
    const receipt = receipts.get(id)
    const offer: Act = { act: 'offers', at: 0, client: uri, room, id, signed: post.signed }
    return receipt ? [offer, { act: 'is answered', at: 0, client: uri, room, id, seq: receipt.seq }] : [offer]
  })
}
