// One process owns a data folder. The lock is SQLite's own file lock on an otherwise empty database:
// the kernel lets go of it when the process ends, however it ends, so there is never a stale one.

import Database from 'better-sqlite3'
import { UnusableDatabase } from '../unusable.ts'
import { codeOf } from './sqlite-fault.ts'

export type DataLock = { release(): void }

/** Takes the folder's lock; undefined when another process holds it. */
export function takeDataLock(file: string): DataLock | undefined {
  const connection = new Database(file, { timeout: 0 })
  try {
    connection.pragma('locking_mode = EXCLUSIVE')
    connection.exec('begin exclusive')
  } catch (error) {
    connection.close()
    const code = codeOf(error)
    if (code === 'SQLITE_BUSY') return undefined
    if (/^SQLITE_(?:NOTADB|CORRUPT)/.test(code))
      throw new UnusableDatabase(
        `${file} holds nothing but a lock, and is damaged. Remove it and start again.`,
        { cause: error },
      )
    throw error
  }
  return { release: () => connection.close() }
}
