// Finds the programs of a PostgreSQL server for the tests, or installs Debian's where this process may.

import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { install, mayInstall } from './debian.ts'

/** `bin` holds initdb and pg_ctl. */
export type Postgres = { found: true; bin: string } | { found: false; why: string }

const DEBIAN = '/usr/lib/postgresql'

export async function findPostgres(): Promise<Postgres> {
  const present = presentPostgres()
  if (present) return { found: true, bin: present }
  if (!mayInstall())
    return { found: false, why: 'there is no PostgreSQL server, and installing one needs root and apt' }
  await install('postgresql')
  const installed = presentPostgres()
  return installed
    ? { found: true, bin: installed }
    : { found: false, why: 'apt could not install PostgreSQL' }
}

/** Debian keeps each version in a folder of its own and off the path; the newest comes first. */
export function presentPostgres(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ]
  return folders.find((folder) => ['initdb', 'pg_ctl'].every((name) => existsSync(join(folder, name))))
}
