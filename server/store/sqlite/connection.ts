// Opens one SQLite connection with the settings on which durability rests: WAL and synchronous=FULL,
// so that a commit is on disk before anyone is told of it. No mmap: it turns disk errors into crashes.

import Database from 'better-sqlite3'

/** Older versions can corrupt a WAL database when two connections write and checkpoint at once. */
const OLDEST_SAFE_VERSION = [3, 51, 3] as const

export type Connection = Database.Database

export function openConnection(file: string, access: 'read' | 'write'): Connection {
  const connection = new Database(file)
  requireSafeVersion(connection)
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = FULL')
  connection.pragma('foreign_keys = ON')
  connection.pragma('busy_timeout = 5000')
  // What was purged is overwritten, not only let go of.
  connection.pragma('secure_delete = ON')
  connection.pragma('temp_store = MEMORY')
  connection.pragma('cache_size = -65536')
  if (access === 'read') connection.pragma('query_only = ON')
  return connection
}

function requireSafeVersion(connection: Connection): void {
  const { version } = connection.prepare('select sqlite_version() as version').get() as { version: string }
  const parts = version.split('.').map(Number)
  for (const [index, least] of OLDEST_SAFE_VERSION.entries()) {
    const part = parts[index] ?? 0
    if (part > least) return
    if (part < least)
      throw new Error(`SQLite ${version} is too old: ${OLDEST_SAFE_VERSION.join('.')} or newer is needed.`)
  }
}
