// Reads every entry of every room and holds it against its hash, its place in the chain, and the key of the device that
// signed it. Nothing is taken on trust but the devices' keys.

import { createPublicKey, verify } from 'node:crypto'
import type { Kysely } from 'kysely'
import { fromBase64url } from '#shared/bytes.ts'
import { signingBytes } from '#shared/post.ts'
import { isSame, LOG_START, walk } from './proof.ts'
import type { EntryRow, Tables } from './tables.ts'
import type { Tail } from './tail.ts'

const ROWS_AT_ONCE = 500
const FINDINGS_PER_ROOM = 10
const POOL_DEVICE = 'pool:'

type Room = { id: number; name: string; head: number; chain: Uint8Array }
export type LogReport = { rooms: number; entries: number; damage: string[] }

export async function checkLog(db: Kysely<Tables>): Promise<LogReport> {
  const rooms = await db.selectFrom('rooms').select(['id', 'name', 'head', 'chain']).orderBy('id').execute()
  const keys = await signingKeys(db)
  const report: LogReport = { rooms: rooms.length, entries: 0, damage: [] }
  for (const room of rooms) {
    const damage: string[] = []
    const end = await checkRoom(db, { ...room, head: Number(room.head) }, { keys, damage })
    if (end.head !== Number(room.head) || !isSame(end.chain, room.chain))
      damage.push(`the log ends with entry ${end.head}, where the room says ${room.head}`)
    report.entries += end.head
    report.damage.push(...damage.slice(0, FINDINGS_PER_ROOM).map((what) => `Room ${room.name}: ${what}.`))
    if (damage.length > FINDINGS_PER_ROOM)
      report.damage.push(`Room ${room.name}: and ${damage.length - FINDINGS_PER_ROOM} more.`)
  }
  return report
}

type Search = { keys: Map<string, string>; damage: string[] }

/** Goes on behind what is damaged, to find all of it. */
async function checkRoom(db: Kysely<Tables>, room: Room, { keys, damage }: Search): Promise<Tail> {
  let tail = LOG_START
  for (;;) {
    const rows = await rowsAfter(db, room, tail.head)
    for (const row of rows) {
      const next = walk(tail, [row])
      if ('wrong' in next) damage.push(`entry ${next.seq} ${next.wrong}`)
      const complaint = complaintAbout(row, keys)
      if (complaint) damage.push(`entry ${row.seq} ${complaint}`)
      tail = { head: Number(row.seq), chain: row.chain }
    }
    if (rows.length < ROWS_AT_ONCE) return tail
  }
}

function rowsAfter(db: Kysely<Tables>, room: Room, seq: number): Promise<EntryRow[]> {
  return (
    db
      .selectFrom('entries')
      .selectAll()
      .where('room_id', '=', room.id)
      .where('seq', '>', seq)
      // A running server appends meanwhile; what came after the room was looked up is not looked at.
      .where('seq', '<=', room.head)
      .orderBy('seq')
      .limit(ROWS_AT_ONCE)
      .execute() as Promise<EntryRow[]>
  )
}

async function signingKeys(db: Kysely<Tables>): Promise<Map<string, string>> {
  const devices = await db.selectFrom('devices').select(['id', 'public_key']).execute()
  const pool = await db.selectFrom('pool_keys').select(['kid', 'public_key']).execute()
  return new Map([
    ...devices.map((device) => [device.id, device.public_key] as const),
    ...pool.map((key) => [POOL_DEVICE + key.kid, key.public_key] as const),
  ])
}

function complaintAbout({ device, signed, sig }: EntryRow, keys: Map<string, string>): string | undefined {
  if (signed === null || sig === null) return undefined
  const publicKey = keys.get(device)
  if (publicKey === undefined) return 'is by a device that was never enrolled'
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
  return verify(null, signingBytes(signed), key, signatureOf(sig)) ? undefined : 'bears a wrong signature'
}

/** A damaged one need not be base64url any more. */
function signatureOf(sig: string): Uint8Array {
  try {
    return fromBase64url(sig)
  } catch {
    return new Uint8Array()
  }
}
