// What the database holds when everything is over, read without the server's code: what is wrong there must not be
// hidden by it. Whose post it is and which, say the bytes that were signed, as to a reader.

import { existsSync } from 'node:fs'
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
const WAITING = "select id as source, room, seq, post as id, device from compliance_queue where kind = 'chat'"
const archivedIn = (events: string) => `select source, event from ${events} where kind = 'chat'`
const RECORDING = "select value from meta where key = 'compliance'"

/** Of the database that goes with the folder, whichever it is. */
export async function storedState(dataFolder: string): Promise<Stored> {
  const { BACKCHAT_DATABASE_URL: url } = await databaseOf(dataFolder)
  return url === undefined ? askFile(dataFolder) : askPostgres(url)
}

async function askFile(folder: string): Promise<Stored> {
  const database = new Database(join(folder, 'backchat.sqlite'), { readonly: true })
  const archive = join(folder, 'archive.sqlite')
  if (existsSync(archive)) database.prepare('attach ? as archive').run(archive)
  const archived = database
    .prepare("select 1 from pragma_table_list where schema = 'archive' and name = 'events'")
    .get()
  try {
    return await read(
      async (statement) => database.prepare(statement).all(),
      archived ? 'archive.events' : undefined,
    )
  } finally {
    database.close()
  }
}

async function askPostgres(url: string): Promise<Stored> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const ask = async (statement: string) => (await client.query<Record<string, unknown>>(statement)).rows
    const [archive] = await ask("select to_regclass('backchat_archive.events') is not null as stands")
    return await read(ask, archive?.stands === true ? 'backchat_archive.events' : undefined)
  } finally {
    await client.end()
  }
}

async function read(ask: Ask, archive: string | undefined): Promise<Stored> {
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
  return { rooms, recorded: await recordedPosts(ask, archive) }
}

type Waiting = RecordedPost & { source: number }
type Archived = { source: number; event: string }
type ArchivedPost = { room: { uri: string }; seq: number; post: string; device: string }

/** An event leaves the queue when it is archived; until then it may be in both, under the same number. */
async function recordedPosts(ask: Ask, archive: string | undefined): Promise<RecordedPost[]> {
  const archived = archive === undefined ? [] : ((await ask(archivedIn(archive))) as Archived[])
  const taken = new Set(archived.map(({ source }) => Number(source)))
  const waiting = ((await ask(WAITING)) as Waiting[]).filter(({ source }) => !taken.has(Number(source)))
  return [
    ...archived.map(({ event }) => {
      const { room, seq, post, device } = JSON.parse(event) as ArchivedPost
      return { room: room.uri, seq, id: post, device }
    }),
    ...waiting.map(({ room, seq, id, device }) => ({ room, seq: Number(seq), id, device })),
  ]
}

function toEntry({ room_id: _room, seq, signed, hash, chain, ...entry }: EntryRow): StoredEntry {
  const { id, device } = JSON.parse(signed) as { id: string; device: string }
  const proof = { hash: hash.toString('hex'), chain: chain.toString('hex') }
  return { ...entry, ...proof, id, device, signed, seq: Number(seq) }
}
