// --demo: a server with people, rooms and ten days of talk, on a folder that is gone when it stops.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Log } from '../logger.ts'
import { openServices } from '../services.ts'
import { actOut } from './act-out.ts'
import { CAST, DOMAIN, PASSWORD } from './cast.ts'
import { writeScript } from './script.ts'

export type Demo = {
  config: Config
  /** Says who can sign in and how. */
  introduce(): void
  /** Removes everything. */
  leave(): void
}

export async function openDemo(config: Config, log: Log): Promise<Demo> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'backchat-demo-'))
  const databases = { databaseUrl: undefined, complianceDatabase: undefined }
  const demoConfig = { ...config, ...databases, dataFolder, domain: DOMAIN }
  const leave = () => rmSync(dataFolder, { recursive: true, force: true })
  try {
    await fill(demoConfig, log)
  } catch (error) {
    leave()
    throw error
  }
  return { config: demoConfig, introduce, leave }
}

async function fill(config: Config, log: Log): Promise<void> {
  const now = Date.now()
  let hour = now
  const services = await openServices(config, {
    clock: { now: () => hour },
    log,
    onBroken: (fault) => {
      throw fault
    },
  })
  const set = (at: number) => {
    hour = at
  }
  await actOut(services, writeScript(now), { set })
  await services.close()
}

function introduce(): void {
  const people = Object.entries(CAST).map(
    ([username, { name, work }]) => `  ${username.padEnd(8)} ${name.padEnd(18)} ${work}`,
  )
  console.log(`
A demo: Northwind Ferries, nine people and ten days of talk. Everything in it is gone when it stops.
Sign in as one of them; the password of each is  ${PASSWORD}

${people.join('\n')}
`)
}
