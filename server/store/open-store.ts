// Opens the store of a data folder.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { StoreFault } from './fault.ts'
import { openSqliteStore } from './sqlite/sqlite-store.ts'
import type { Store } from './store.ts'

export type StoreOptions = { dataFolder: string; onBroken: (fault: StoreFault) => void }

export async function openStore({ dataFolder, onBroken }: StoreOptions): Promise<Store> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  return openSqliteStore({ file: join(dataFolder, 'backchat.sqlite'), onBroken })
}
