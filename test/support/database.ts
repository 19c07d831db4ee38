// Where the server of a test keeps its facts: SQLite in its data folder, or, in the project that provides a
// PostgreSQL, a database of its own there. Tests do not know which. The bench, which is no test, has SQLite here.

import { rm } from 'node:fs/promises'
import { inject } from 'vitest'
import { createDatabase, dropDatabase } from './postgres.ts'

const databases = new Map<string, Promise<string>>()

/** The environment variables that say so, the same each time for one folder. */
export async function databaseOf(dataFolder: string): Promise<Record<string, string>> {
  const cluster = process.env.VITEST ? (inject('postgresUrl') as string | undefined) : undefined
  const database = databases.get(dataFolder) ?? (cluster === undefined ? undefined : createDatabase(cluster))
  if (!database) return {}
  databases.set(dataFolder, database)
  return { BACKCHAT_DATABASE_URL: await database }
}

/** Says which database goes with the folder: one of a cluster that the test starts and stops by itself. */
export function keepIn(dataFolder: string, url: string): void {
  databases.set(dataFolder, Promise.resolve(url))
}

/** Takes away the folder and the database that went with it. */
export async function removeData(dataFolder: string): Promise<void> {
  const database = databases.get(dataFolder)
  databases.delete(dataFolder)
  await rm(dataFolder, { recursive: true, force: true })
  if (database) await dropDatabase(await database)
}
