// What is looked at before a database is served. A database that is damaged, another program's, or older than it was is
// refused: whoever starts on it would make the damage part of the record.

import { statSync } from 'node:fs'
import { UnusableDatabase } from '../unusable.ts'
import type { Connection } from './connection.ts'
import { requireAllEntries } from './high-water.ts'
import { RESTORE } from './opening.ts'

/** All pages of a database up to this size are read at the start: about a second per 400 MB. */
export const CHECKED_AT_START_BYTES = 512 * 1024 * 1024
const FINDINGS = 20

/** Before anything is changed. */
export function requireSound(connection: Connection): void {
  requireOurs(connection)
  if (statSync(connection.name).size > CHECKED_AT_START_BYTES) return
  const [finding] = pageDamage(connection)
  if (finding) throw damaged(connection, finding)
}

/** Once it has this version's tables. */
export function requireWhole(connection: Connection): void {
  requireAllEntries(connection, connection.name)
  const [finding] = brokenEnds(connection)
  if (finding) throw damaged(connection, finding)
}

/**
 * Writes what the log still holds into the database, and flushes it. After a flush that failed the log may stand in the
 * kernel's memory only, read as if it were on the disk; a post found there would be confirmed on its word.
 */
export function writeLogAnew(connection: Connection): void {
  connection.pragma('wal_checkpoint(TRUNCATE)')
}

/** Pages that contradict one another, and indexes that contradict their tables. */
export function pageDamage(connection: Connection): string[] {
  const rows = connection.pragma(`integrity_check(${FINDINGS})`) as { integrity_check: string }[]
  return rows.map((row) => row.integrity_check).filter((line) => line !== 'ok')
}

/** Rooms whose log does not end where the room says: the next post would be chained to nothing. */
export function brokenEnds(connection: Connection): string[] {
  const rows = connection
    .prepare(
      `select rooms.name, rooms.head from rooms
       left join entries as last on last.room_id = rooms.id and last.seq = rooms.head
       where (rooms.head > 0 and last.chain is not rooms.chain)
          or exists (select 1 from entries as later where later.room_id = rooms.id and later.seq > rooms.head)`,
    )
    .all() as { name: string; head: number }[]
  return rows.map(({ name, head }) => `the log of room ${name} does not end with its entry ${head}`)
}

function requireOurs(connection: Connection): void {
  const tables = connection.prepare("select name from sqlite_schema where type = 'table'").all()
  const names = (tables as { name: string }[]).map(({ name }) => name)
  if (names.length === 0 || names.includes('kysely_migration')) return
  throw new UnusableDatabase(
    `${connection.name} is the database of another program. Name another data folder with BACKCHAT_DATA.`,
  )
}

function damaged(connection: Connection, finding: string): UnusableDatabase {
  const first = finding.replaceAll(/\s+/g, ' ')
  return new UnusableDatabase(`The database ${connection.name} is damaged (${first}). ${RESTORE}`)
}
