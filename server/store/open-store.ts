// Opens the store: SQLite in the data folder, or the PostgreSQL that the configuration names.

import { mkdirSync } from 'node:fs'
import { type Log, silentLog } from '../logger.ts'
import type { StoreFault } from './fault.ts'
import { databaseIn, lockIn, requireFilesIn } from './places.ts'
import { openPostgresStore } from './postgres/postgres-store.ts'
import { type DataLock, takeDataLock } from './sqlite/data-lock.ts'
import { explaining } from './sqlite/opening.ts'
import { makePrivate } from './sqlite/private-file.ts'
import { openSqliteStore } from './sqlite/sqlite-store.ts'
import type { Store } from './store.ts'

const OWNER_ONLY = 0o700

export { UnusableDatabase } from './unusable.ts'
export type { DataLock }
export type StoreOptions = {
  dataFolder: string
  /** `postgres://…` */
  databaseUrl?: string | undefined
  onBroken: (fault: StoreFault) => void
  log?: Log
}

/** Makes the folder where there is none, and takes it for this process; undefined when another one has it. */
export function takeDataFolder(dataFolder: string): DataLock | undefined {
  const file = lockIn(dataFolder)
  return explaining(file, () => {
    mkdirSync(dataFolder, { recursive: true, mode: OWNER_ONLY })
    requireFilesIn(dataFolder)
    makePrivate(file)
    return takeDataLock(file)
  })
}

export async function openStore(options: StoreOptions): Promise<Store> {
  const { dataFolder, databaseUrl, onBroken, log = silentLog } = options
  if (databaseUrl !== undefined) return openPostgresStore({ url: databaseUrl, log })
  const file = databaseIn(dataFolder)
  explaining(file, () => {
    mkdirSync(dataFolder, { recursive: true, mode: OWNER_ONLY })
    makePrivate(file)
  })
  return openSqliteStore({ file, onBroken, log })
}
