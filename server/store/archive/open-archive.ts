// Opens the archive: an SQLite file of its own, or a PostgreSQL, where it has a schema of its own beside the chat's tables.

import { Kysely, PostgresDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Log } from '../../logger.ts'
import { openPool } from '../postgres/pool.ts'
import { openConnection } from '../sqlite/connection.ts'
import { kyselyOver } from '../sqlite/prepared.ts'
import { makePrivate } from '../sqlite/private-file.ts'
import { writeLogAnew } from '../sqlite/start-check.ts'
import { UnusableDatabase } from '../unusable.ts'
import { archiveMigrations } from './schema.ts'
import type { ArchiveTables } from './tables.ts'

export type ArchivePlace = { file: string } | { url: string; log: Log }
export type ArchiveDb = Kysely<ArchiveTables>

const SCHEMA = 'backchat_archive'
const CONNECTIONS = 4
/** 64 MiB. Ids and words have their places anywhere, and each page of them is written once for so much. */
const PAGES_OF_LOG = 16_384

export async function openArchive(place: ArchivePlace): Promise<ArchiveDb> {
  const db = 'file' in place ? openFile(place.file) : await openInPostgres(place)
  await migrate(db, 'url' in place)
  return db
}

function openFile(file: string): ArchiveDb {
  makePrivate(file)
  const connection = openConnection(file, 'write')
  writeLogAnew(connection)
  connection.pragma(`wal_autocheckpoint = ${PAGES_OF_LOG}`)
  return kyselyOver(connection)
}

async function openInPostgres({ url, log }: { url: string; log: Log }): Promise<ArchiveDb> {
  const pool = openPool({ url, log, max: CONNECTIONS, patient: true })
  await sql`create schema if not exists ${sql.ref(SCHEMA)}`.execute(
    new Kysely<ArchiveTables>({ dialect: new PostgresDialect({ pool }) }),
  )
  return new Kysely<ArchiveTables>({ dialect: new PostgresDialect({ pool }) }).withSchema(SCHEMA)
}

async function migrate(db: ArchiveDb, isPostgres: boolean): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => archiveMigrations },
    ...(isPostgres ? { migrationTableSchema: SCHEMA } : {}),
  })
  const { error } = await migrator.migrateToLatest()
  if (!error) return
  const reason = error instanceof Error ? error.message : String(error)
  throw reason.includes('corrupted migrations')
    ? new UnusableDatabase('This archive was made by a newer version of Backchat. Install that version.')
    : new Error(`The archive could not be brought up to date: ${reason}`, { cause: error })
}
