// Taking events from the queue of the chat into the archive: each gets its number and its place in the chain and the tree, once, however often it
// is handed over. A queue that was put back from a backup may give an old place to a new event, so the place alone decides nothing.

import type { Transaction } from 'kysely'
import { leafHash } from '#shared/archive/merkle.ts'
import { alone } from './alone.ts'
import { noteStays } from './attendance.ts'
import type { ArchiveDb } from './open-archive.ts'
import { type KnownRoom, learnRooms } from './room-details.ts'
import type { ArchiveTables, EventRow } from './tables.ts'
import { type ArchiveTail, growTree, nextLink, readTail, sha256 } from './tree.ts'

/** An event as it waited, with what it is to be told of: all but its number. */
export type Incoming = {
  source: number
  at: number
  kind: string
  /** By its address alone when it is gone by now. */
  room: KnownRoom | { uri: string } | null
  person: { uri: string; name: string }
  device: string | null
  seq: number | null
  post: string | null
  /** JSON. */
  body: string
}

export type Taken = { added: number; size: number }

type Tx = Transaction<ArchiveTables>

/** @param origin names the queue; the same for its whole life */
export function takeEvents(db: ArchiveDb, origin: string, incoming: readonly Incoming[]): Promise<Taken> {
  return alone(db, (tx) => takeIn(tx, origin, incoming))
}

/** In a transaction that changes more, which no other that changes the archive runs beside. */
export async function takeIn(tx: Tx, origin: string, incoming: readonly Incoming[]): Promise<Taken> {
  const before = await readTail(tx)
  await requireEnd(tx, before)
  const known = await knownAmong(tx, origin, incoming)
  const told = await roomsOf(tx, incoming)
  let tail = before
  const rows: EventRow[] = []
  const added: Incoming[] = []
  for (const each of incoming) {
    const sourceHash = hashOfSource(each)
    if (known.has(keyOf(each.source, sourceHash))) continue
    const event = eventText(each, {
      number: tail.size + 1,
      room: (each.room && told.get(each.room.uri)) ?? null,
    })
    const hash = leafHash(sha256, new TextEncoder().encode(event))
    tail = nextLink(tail, hash)
    const { source, at, kind, room, person, post } = each
    const place = { number: tail.size, origin, source, source_hash: sourceHash, hash, chain: tail.chain }
    added.push(each)
    rows.push({ ...place, at, kind, room: room?.uri ?? null, person: person.uri, post, event })
  }
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await tx
      .insertInto('events')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute()
  await growTree(
    tx,
    before.size,
    rows.map(({ hash }) => hash),
  )
  await noteStays(tx, added)
  return { added: rows.length, size: tail.size }
}

/** What is over events that are not here was made of others: new ones would get their numbers. */
async function requireEnd(tx: Tx, { size }: ArchiveTail): Promise<void> {
  const beyond = await tx
    .selectFrom('nodes')
    .select('level')
    .where('level', '=', 1)
    .where('pos', '=', Math.floor(size / 2))
    .executeTakeFirst()
  if (beyond) throw new Error(`The archive was cut off after ${size} events; see compliance verify.`)
}

type ToldRoom = Pick<KnownRoom, 'uri' | 'name' | 'category' | 'logged'>

/** As they are called; one that is gone as it was called last. */
async function roomsOf(tx: Tx, incoming: readonly Incoming[]): Promise<Map<string, ToldRoom>> {
  const rooms = new Map(incoming.flatMap(({ room }) => (room ? [[room.uri, room] as const] : [])))
  const known = await learnRooms(tx, [...rooms.values()])
  return new Map(
    [...rooms.keys()].map((uri) => {
      const { name = uri, category = '', logged = true } = known.get(uri) ?? {}
      return [uri, { uri, name, category, logged }]
    }),
  )
}

const ROWS_AT_ONCE = 200
const keyOf = (source: number, hash: Uint8Array) => `${source} ${Buffer.from(hash).toString('hex')}`

async function knownAmong(tx: Tx, origin: string, incoming: readonly Incoming[]): Promise<Set<string>> {
  if (incoming.length === 0) return new Set()
  const rows = await tx
    .selectFrom('events')
    .select(['source', 'source_hash'])
    .where('origin', '=', origin)
    .where(
      'source',
      'in',
      incoming.map(({ source }) => source),
    )
    .execute()
  return new Set(rows.map((row) => keyOf(Number(row.source), row.source_hash)))
}

/** Of what happened; not of names, which may be others when it is handed over again. */
function hashOfSource({ at, kind, room, person, device, seq, post, body }: Incoming): Uint8Array {
  const text = JSON.stringify([at, kind, room?.uri ?? null, person.uri, device, seq, post, body])
  return sha256(new TextEncoder().encode(text))
}

/** The bytes that are hashed for ever. The members stand in this order; `body` is as it was recorded. */
function eventText(
  { at, kind, person, device, seq, post, body }: Incoming,
  { number, room }: { number: number; room: ToldRoom | null },
): string {
  const head = JSON.stringify({ v: 1, number, at, kind, room, person, device, seq, post })
  return `${head.slice(0, -1)},"body":${body}}`
}
