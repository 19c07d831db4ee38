// The rights to a database's file.

import { closeSync, openSync } from 'node:fs'

const OWNERS_FILE = 0o600

/**
 * The database holds passwords' hashes and the keys of sessions, whoever may read the lock may hold it, and the folder may
 * have been made by somebody else, open to all. SQLite gives the files that it puts beside this one the same rights.
 */
export function makePrivate(file: string): void {
  closeSync(openSync(file, 'a', OWNERS_FILE))
}
