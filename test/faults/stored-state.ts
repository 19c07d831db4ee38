// What the database holds when everything is over, read without the server's code: what is wrong there must not be
// hidden by it. Whose post it is and which, say the bytes that were signed, as to a reader.

import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Client } from 'pg'
import type { History, RecordedPost, StoredEntry, StoredRoom } from '../oracles/history.ts'
import { databaseOf } from '../support/database.ts'

type Ask = (statement: string) => Promise<unknown[]>
type Stored = Pick<History, 'rooms' | 'recorded'>
type RoomRow = { id: number; uri: string; head: number }
type EntryRow = Omit<StoredEntry, 'hash' | 'chain'> & { room_id: number; hash: Buffer; chain: Buffer }

const ROOMS = 'select id, uri, head from rooms'
const ENTRIES =
  'select room_id, seq, id, device, kind, signed, hash, chain from entries order by room_id, seq'
const RECORDED = "select room, seq, post as id, device from compliance_queue where kind = 'chat'"
const RECORDING = "select value from meta where key = 'compliance'"

/** Of the database that goes with the folder, whichever it is. */
export async function storedState(dataFolder: string): Promise<Stored> {
  const { BACKCHAT_DATABASE_URL: url } = await databaseOf(dataFolder)
  return url === undefined ? askFile(join(dataFolder, 'backchat.sqlite')) : askPostgres(url)
}

async function askFile(file: string): Promise<Stored> {
  const database = new Database(file, { readonly: true })
  try {
    return await read(async (statement) => database.prepare(statement).all())
  } finally {
    database.close()
  }
}

async function askPostgres(url: string): Promise<Stored> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await read(async (statement) => (await client.query<Record<string, unknown>>(statement)).rows)
  } finally {
    await client.end()
  }
}

async function read(ask: Ask): Promise<Stored> {
  const entries = (await ask(ENTRIES)) as EntryRow[]
  const [recording] = (await ask(RECORDING)) as { value: string }[]
  const rooms = ((await ask(ROOMS)) as RoomRow[]).map(
    ({ id, uri, head }): StoredRoom => ({
      room: uri,
      head: Number(head),
      entries: entries.filter(({ room_id }) => Number(room_id) === Number(id)).map(toEntry),
    }),
  )
  if (recording?.value !== 'on') return { rooms }
  const recorded = ((await ask(RECORDED)) as RecordedPost[]).map((post) => ({
    ...post,
    seq: Number(post.seq),
  }))
  return { rooms, recorded }
}

function toEntry({ room_id: _room, seq, signed, hash, chain, ...entry }: EntryRow): StoredEntry {
  const { id, device } = JSON.parse(signed) as { id: string; device: string }
  const proof = { hash: hash.toString('hex'), chain: chain.toString('hex') }
  return { ...entry, ...proof, id, device, signed, seq: Number(seq) }
}
