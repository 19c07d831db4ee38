// Carries an order out: beside a running server through its control socket, so that caches and connections are
// right at once; without one, over the data folder itself, whose lock keeps a server from starting meanwhile.

import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Order } from '../admin/acts.ts'
import { type Config, readConfig } from '../config.ts'
import { DataFolderTaken } from '../data-folder.ts'
import { silentLog } from '../logger.ts'
import type { Services } from '../services.ts'
import { UnusableDatabase } from '../store/unusable.ts'
import { askServer } from '../web/control-client.ts'

const STARTING_MS = 3_000
const AGAIN_MS = 100

export async function carryOut(order: Order): Promise<unknown> {
  const config = readConfig()
  const deadline = Date.now() + STARTING_MS
  for (;;) {
    const answer = await askServer(config.dataFolder, order)
    if (answer.reached) return answer.result
    requireData(config, order)
    const services = await openAlone(config, deadline)
    if (services) return actAlone(services, order)
    await sleep(AGAIN_MS)
  }
}

/** A mistyped folder would be made, and found empty. Adding things may begin one. */
function requireData({ dataFolder, databaseUrl }: Config, { act }: Order): void {
  if (databaseUrl !== undefined || act.endsWith('.add') || existsSync(dataFolder)) return
  throw new UnusableDatabase(
    `There is no data folder ${resolve(dataFolder)}. Start the server once, or say where its data is with BACKCHAT_DATA.`,
  )
}

/** Undefined while a server that has the folder is still starting, and does not answer yet. */
async function openAlone(config: Config, deadline: number): Promise<Services | undefined> {
  // Only now: beside a running server none of it is needed, and loading it is most of the time.
  const { openServices } = await import('../services.ts')
  try {
    return await openServices(config, {
      clock: { now: Date.now },
      log: silentLog,
      onBroken(fault) {
        process.stderr.write(`The database cannot be used: ${fault.message}\n`)
        process.exit(1)
      },
    })
  } catch (error) {
    if (error instanceof DataFolderTaken && Date.now() < deadline) return undefined
    throw error
  }
}

async function actAlone(services: Services, order: Order): Promise<unknown> {
  try {
    return await services.admin.run(order)
  } finally {
    await services.close()
  }
}
