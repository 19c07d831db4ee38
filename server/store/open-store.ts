// Opens the store of a data folder.

import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { StoreFault } from './fault.ts'
import { type DataLock, takeDataLock } from './sqlite/data-lock.ts'
import { openSqliteStore } from './sqlite/sqlite-store.ts'
import type { Store } from './store.ts'

const OWNER_ONLY = 0o700
const OWNERS_FILE = 0o600

export type { DataLock }
export type StoreOptions = { dataFolder: string; onBroken: (fault: StoreFault) => void }

/** Makes the folder where there is none, and takes it for this process; undefined when another one has it. */
export function takeDataFolder(dataFolder: string): DataLock | undefined {
  mkdirSync(dataFolder, { recursive: true, mode: OWNER_ONLY })
  return takeDataLock(join(dataFolder, 'lock.sqlite'))
}

export async function openStore({ dataFolder, onBroken }: StoreOptions): Promise<Store> {
  mkdirSync(dataFolder, { recursive: true, mode: OWNER_ONLY })
  const file = join(dataFolder, 'backchat.sqlite')
  makePrivate(file)
  return openSqliteStore({ file, onBroken })
}

/**
 * It holds passwords' hashes and the keys of sessions, and the folder may have been made by somebody else, open to all.
 * SQLite gives the files that it puts beside this one the same rights.
 */
function makePrivate(file: string): void {
  closeSync(openSync(file, 'a', OWNERS_FILE))
}
