// A PostgreSQL for the bench, where its programs are to be found: a throw-away cluster, as durable as a real one.

import { presentPostgres } from '../scripts/testing/postgres.ts'
import { createDatabase, startCluster } from '../test/support/postgres.ts'
import { cpuSecondsOfFamily, findProcess } from './cpu.ts'

export type Database = {
  /** Makes an empty one and tells its address. */
  create(): Promise<string>
  /** Seconds of CPU of all of PostgreSQL's processes. */
  cpu(): number
  stop(): Promise<void>
}

/** Undefined where there is no PostgreSQL. */
export async function startDatabase(): Promise<Database | undefined> {
  if (!presentPostgres()) return undefined
  const { url, stop } = await startCluster()
  const postmaster = findProcess(`port=${new URL(url).port}`)
  if (postmaster === undefined) throw new Error('PostgreSQL was started, and its process is not to be found.')
  return { create: () => createDatabase(url), cpu: () => cpuSecondsOfFamily(postmaster), stop }
}
