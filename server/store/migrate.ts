// Brings a database to this version's schema. A database from a newer version is refused, not guessed at.

import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { migrations } from './migrations/index.ts'
import { UnusableDatabase } from './unusable.ts'

export async function migrate(db: Kysely<never>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    allowUnorderedMigrations: false,
  })
  const { error } = await migrator.migrateToLatest()
  if (!error) return
  const reason = error instanceof Error ? error.message : String(error)
  if (reason.includes('corrupted migrations')) {
    throw new UnusableDatabase(
      'This database was made by a newer version of Backchat. Install that version, or restore a backup.',
    )
  }
  throw new Error(`The database could not be brought up to date: ${reason}`, { cause: error })
}
