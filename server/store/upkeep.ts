// Checks and copies everything that a store holds, for `backchat store …`: beside a running server, and checks also a
// database that no server would start on.

import { Kysely, PostgresDialect } from 'kysely'
import { silentLog } from '../logger.ts'
import { checkLog, type LogReport } from './check-log.ts'
import { archiveIn, databaseIn, requireFilesIn } from './places.ts'
import { openPool } from './postgres/pool.ts'
import { requireUsable } from './postgres/requirements.ts'
import { backUpFile } from './sqlite/back-up-file.ts'
import { checkFile } from './sqlite/check-file.ts'
import type { Tables } from './tables.ts'
import { UnusableDatabase } from './unusable.ts'

export type { LogReport }

export type Place = { dataFolder: string; databaseUrl: string | undefined }
/** The archive may be elsewhere. */
export type WholePlace = Place & { complianceDatabase: string | undefined }

/** Reads everything and proves it. */
export async function checkStore(place: Place): Promise<LogReport> {
  if (place.databaseUrl === undefined) return checkFile(fileIn(place))
  const pool = openPool({ url: place.databaseUrl, log: silentLog, max: 1, patient: true })
  try {
    await requireUsable(pool)
    return await checkLog(new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }))
  } finally {
    await pool.end()
  }
}

/** Copies it as of one moment to a folder that is not there yet, and checks the copy. */
export async function backUpStore(place: WholePlace, folder: string): Promise<LogReport> {
  if (place.databaseUrl !== undefined)
    throw new UnusableDatabase('PostgreSQL is backed up by its own tools, such as pg_dump or pg_basebackup.')
  return backUpFile(
    { file: fileIn(place), archive: place.complianceDatabase ?? archiveIn(place.dataFolder) },
    folder,
  )
}

function fileIn({ dataFolder }: Place): string {
  requireFilesIn(dataFolder)
  return databaseIn(dataFolder)
}
