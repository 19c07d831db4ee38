// Checks everything that a store holds, for `backchat store check`: it works beside a running server, and on a database
// that no server would start on.

import { join } from 'node:path'
import { Kysely, PostgresDialect } from 'kysely'
import { silentLog } from '../logger.ts'
import { checkLog, type LogReport } from './check-log.ts'
import { openPool } from './postgres/pool.ts'
import { requireUsable } from './postgres/requirements.ts'
import { checkFile } from './sqlite/check-file.ts'
import type { Tables } from './tables.ts'

export type { LogReport }

export async function checkStore(place: {
  dataFolder: string
  databaseUrl: string | undefined
}): Promise<LogReport> {
  if (place.databaseUrl === undefined) return checkFile(join(place.dataFolder, 'backchat.sqlite'))
  const pool = openPool({ url: place.databaseUrl, log: silentLog, max: 1, patient: true })
  try {
    await requireUsable(pool)
    return await checkLog(new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }))
  } finally {
    await pool.end()
  }
}
