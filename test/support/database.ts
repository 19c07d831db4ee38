// Where the server of a test keeps its facts: SQLite in its data folder, or, in the project that provides a
// PostgreSQL, a database of its own there. Tests do not know which.

import { rm } from 'node:fs/promises'
import { inject } from 'vitest'
import { createDatabase, dropDatabase } from './postgres.ts'

const databases = new Map<string, Promise<string>>()

/** The environment variables that say so, the same each time for one folder. */
export async function databaseOf(dataFolder: string): Promise<Record<string, string>> {
  const cluster = inject('postgresUrl') as string | undefined
  if (cluster === undefined) return {}
  const database = databases.get(dataFolder) ?? createDatabase(cluster)
  databases.set(dataFolder, database)
  return { BACKCHAT_DATABASE_URL: await database }
}

/** Takes away the folder and the database that went with it. */
export async function removeData(dataFolder: string): Promise<void> {
  const database = databases.get(dataFolder)
  databases.delete(dataFolder)
  await rm(dataFolder, { recursive: true, force: true })
  if (database) await dropDatabase(await database)
}
