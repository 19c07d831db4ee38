// How many entries were committed, noted beside the database once a second. The database cannot know that its own end is
// missing: an old log put back, a file cut short or a disk that lied about a flush leave it older, and sound. The note is
// never flushed, so on an honest disk it never runs ahead of the commits. Logs only grow: whoever takes a room away
// notes the smaller count first.

import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import { UnusableDatabase } from '../unusable.ts'
import type { Connection } from './connection.ts'

const NOTE_EVERY_MS = 1_000
const OWNERS_FILE = 0o600

export type HighWater = {
  /** Something was committed. */
  rise(): void
  close(): void
}

export function highWaterFile(databaseFile: string): string {
  return `${databaseFile}-count`
}

export function entriesIn(connection: Connection): number {
  const row = connection.prepare('select coalesce(sum(head), 0) as entries from rooms').get()
  return (row as { entries: number }).entries
}

/** What was noted last; undefined where there is no note that can be read. */
export function notedEntries(databaseFile: string): number | undefined {
  try {
    const text = readFileSync(highWaterFile(databaseFile), 'utf8')
    return /^\d+\n$/.test(text) ? Number(text) : undefined
  } catch {
    return undefined
  }
}

/** What is wrong when the database holds fewer entries than it once did. */
export function missingEntries(connection: Connection, databaseFile: string): string | undefined {
  const noted = notedEntries(databaseFile) ?? 0
  const missing = noted - entriesIn(connection)
  if (missing <= 0) return undefined
  return `The database ${databaseFile} lacks the last ${missing} of ${noted} posts that were stored: it, or its -wal file, is older than it should be, or cut short.`
}

export function requireAllEntries(connection: Connection, databaseFile: string): void {
  const complaint = missingEntries(connection, databaseFile)
  if (complaint === undefined) return
  throw new UnusableDatabase(
    `${complaint} Restore the newest files you have; if you went back to a backup on purpose, remove ${highWaterFile(databaseFile)} and start again.`,
  )
}

export function openHighWater(connection: Connection, databaseFile: string): HighWater {
  const file = openSync(highWaterFile(databaseFile), 'a', OWNERS_FILE)
  closeSync(file)
  const note = openSync(highWaterFile(databaseFile), 'r+')
  let hasRisen = true

  function write(): void {
    if (!hasRisen) return
    hasRisen = false
    try {
      const text = `${entriesIn(connection)}\n`
      writeSync(note, text, 0)
      ftruncateSync(note, text.length)
    } catch {
      // It bears witness, nothing rests on it: on a disk that is full or failing the commits themselves will tell.
      hasRisen = true
    }
  }

  const timer = setInterval(write, NOTE_EVERY_MS)
  return {
    rise() {
      hasRisen = true
    },
    close() {
      clearInterval(timer)
      write()
      closeSync(note)
    },
  }
}
