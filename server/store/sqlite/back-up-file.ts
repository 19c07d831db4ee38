// A copy of the database as of one moment, taken beside a running server. It is flushed, and proved before anyone
// relies on it: a backup that cannot be believed is worse than none.

import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import type { LogReport } from '../check-log.ts'
import { archiveIn } from '../places.ts'
import { UnusableDatabase } from '../unusable.ts'
import { checkFile } from './check-file.ts'
import { openHighWater } from './high-water.ts'
import { explaining } from './opening.ts'

const OWNER_ONLY = 0o700
const OWNER_ONLY_UMASK = 0o077

/** @param archive is no file where it lies in PostgreSQL. */
type Files = { file: string; archive: string }

/** @param folder is made; the copy has the names that a data folder needs. */
export function backUpFile({ file, archive }: Files, folder: string): Promise<LogReport> {
  if (!existsSync(file)) throw new UnusableDatabase(`There is no database at ${file}.`)
  const copy = join(folder, basename(file))
  explaining(copy, () => {
    mkdirSync(folder, { recursive: true, mode: OWNER_ONLY })
    if (readdirSync(folder).length > 0)
      throw new UnusableDatabase(`${folder} is not empty; name a folder that is not there yet.`)
  })
  explaining(file, () => copyInto(file, copy))
  // After it: what was archived meanwhile waits in the copy still, and is known to the archive when it is handed over again.
  const archiveCopy = archiveIn(folder)
  const hasArchive = existsSync(archive)
  if (hasArchive) explaining(archive, () => copyInto(archive, archiveCopy))
  explaining(copy, () => {
    rememberEnd(copy)
    flush(copy, ...(hasArchive ? [archiveCopy] : []), folder)
  })
  return checkFile(copy)
}

function copyInto(file: string, copy: string): void {
  const connection = new Database(file, { readonly: true })
  const before = process.umask(OWNER_ONLY_UMASK)
  try {
    connection.prepare('vacuum into ?').run(copy)
  } finally {
    process.umask(before)
    connection.close()
  }
}

function rememberEnd(copy: string): void {
  const connection = new Database(copy, { readonly: true })
  openHighWater(connection, copy).close()
  connection.close()
}

function flush(...paths: string[]): void {
  for (const path of paths) {
    const descriptor = openSync(path, 'r')
    fsyncSync(descriptor)
    closeSync(descriptor)
  }
}
