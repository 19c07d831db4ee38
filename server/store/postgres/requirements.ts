// What a PostgreSQL must be before anything is entrusted to it. A server that acknowledges before it has written
// would make a lie of every receipt, so it is refused, with the setting named.

import { UnusableDatabase } from '../unusable.ts'
import type { Pool } from './pool.ts'

const OLDEST_VERSION = 15

type Settings = { version: string; encoding: string; synchronous_commit: string; fsync: string }

export async function requireUsable(pool: Pool): Promise<void> {
  const complaint = complaintAbout(await settingsOf(pool))
  if (complaint) throw new UnusableDatabase(complaint)
}

async function settingsOf(pool: Pool): Promise<Settings> {
  try {
    const { rows } = await pool.query<Settings>(
      `select current_setting('server_version') as version, current_setting('server_encoding') as encoding,
              current_setting('synchronous_commit') as synchronous_commit, current_setting('fsync') as fsync`,
    )
    const [settings] = rows
    if (!settings) throw new Error('it does not tell its settings')
    return settings
  } catch (error) {
    const reason = error instanceof Error ? error.message || error.name : String(error)
    throw new UnusableDatabase(`The database cannot be reached: ${reason}`, { cause: error })
  }
}

function complaintAbout({ version, encoding, synchronous_commit, fsync }: Settings): string | undefined {
  if (Number.parseInt(version, 10) < OLDEST_VERSION)
    return `PostgreSQL ${version} is too old: ${OLDEST_VERSION} or newer is needed.`
  if (encoding !== 'UTF8') return `The database has the encoding ${encoding}; UTF8 is needed.`
  if (synchronous_commit === 'off')
    return 'The database has synchronous_commit = off, and would lose acknowledged posts; it must be on.'
  if (fsync === 'off')
    return 'The database has fsync = off, and would lose acknowledged posts; it must be on.'
  return undefined
}
