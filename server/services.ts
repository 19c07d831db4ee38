// The services over one data folder, without a network: what the server is built on, and what the command line
// uses when no server runs. Opened in order, closed in the opposite one.

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { type Admin, createAdmin } from './admin/acts.ts'
import { type Channel, createChannel } from './channel/channel.ts'
import { createDownloads, type Downloads } from './compliance/downloads.ts'
import { lazyArchive } from './compliance/lazy-archive.ts'
import { type OpenArchive, openArchiveThread } from './compliance/open-archive-thread.ts'
import { type Compliance, createCompliance } from './compliance/service.ts'
import { type Config, ConfigError } from './config.ts'
import { DataFolderTaken } from './data-folder.ts'
import { createIdentity } from './identity/create-identity.ts'
import type { Identity } from './identity/identity.ts'
import type { Log } from './logger.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { createLocalPool } from './pool/local-pool.ts'
import type { Pool } from './pool/pool.ts'
import type { StoreFault } from './store/fault.ts'
import { openStore, takeDataFolder, UnusableDatabase } from './store/open-store.ts'
import { archiveIn } from './store/places.ts'
import type { Store } from './store/store.ts'
import { type WatchedStore, watchStorage } from './store/watch-storage.ts'

export type Clock = { now(): number }
/** What a composition puts around the two doors that everything passes, so as to watch them or let them fail. */
export type Around = { store?: (store: Store) => Store; pool?: (pool: Pool) => Pool }
export type ServicesDeps = {
  clock: Clock
  log: Log
  onBroken: (fault: StoreFault) => void
  around?: Around | undefined
}

export type Services = {
  store: WatchedStore
  identity: Identity
  channel: Channel
  pool: Pool
  admin: Admin
  metrics: Metrics
  compliance: Compliance
  downloads: Downloads
  close(): Promise<void>
}

export async function openServices(config: Config, deps: ServicesDeps): Promise<Services> {
  const lock = takeDataFolder(config.dataFolder)
  if (!lock) throw new DataFolderTaken(config.dataFolder)
  try {
    const store = watchStorage(await openConfiguredStore(config, deps), deps.log.child({ part: 'store' }))
    const parts = await openParts(config, deps, store).catch(async (error: unknown) => {
      await store.close()
      throw error
    })
    return {
      ...parts,
      store,
      async close() {
        await parts.channel.close()
        await parts.compliance.stop()
        await parts.closeArchive()
        await store.close()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

async function openConfiguredStore(config: Config, { log, onBroken, around }: ServicesDeps): Promise<Store> {
  const { dataFolder, databaseUrl } = config
  try {
    const store = await openStore({ dataFolder, databaseUrl, onBroken, log: log.child({ part: 'store' }) })
    return around?.store?.(store) ?? store
  } catch (error) {
    if (!(error instanceof UnusableDatabase) || databaseUrl === undefined) throw error
    throw new ConfigError(
      'BACKCHAT_DATABASE_URL',
      `should name a database that can be used. ${error.message}`,
    )
  }
}

async function openParts(config: Config, { clock, log, around }: ServicesDeps, store: Store) {
  await keepDomain(store, config.domain)
  const { domain } = config
  const metrics = createMetrics()
  const identity = await createIdentity({ store, config, clock, log: log.child({ part: 'identity' }) })
  const alone = createLocalPool()
  const pool = around?.pool?.(alone) ?? alone
  const channel = await createChannel({
    ...{ store, identity, pool, clock, metrics, domain },
    log: log.child({ part: 'channel' }),
  })
  const { archive, close: closeArchive } = lazyArchive((onBroken) =>
    openConfiguredArchive({ config, log, onBroken }),
  )
  const downloads = createDownloads({ archive, home: join(config.dataFolder, 'exports') })
  await downloads.clear()
  const compliance = createCompliance({
    ...{ store, archive, pool: domain },
    // A data folder has one process, which takes up at once what the one before it left.
    holder: config.databaseUrl === undefined ? 'the data folder' : randomUUID(),
    ...{ life: channel.recorder.life, isAlone: config.databaseUrl === undefined, now: clock.now },
    sign: identity.signWithPoolKey,
    keys: async () =>
      Object.fromEntries((await identity.allPoolKeys()).map((key) => [key.kid, key.publicKey])),
    log: log.child({ part: 'compliance' }),
  })
  return {
    identity,
    pool,
    channel,
    metrics,
    admin: createAdmin({ identity, channel, domain, compliance, clock }),
    compliance,
    downloads,
    closeArchive,
  }
}

type ArchiveOpening = { config: Config; log: Log; onBroken: () => void }

function openConfiguredArchive({ config, log, onBroken }: ArchiveOpening): Promise<OpenArchive> {
  const { dataFolder, databaseUrl, complianceDatabase, logLevel } = config
  const place = placeOfArchive(complianceDatabase ?? databaseUrl ?? archiveIn(dataFolder))
  return openArchiveThread({ place, logLevel }, (fault) => {
    log.error(
      { err: fault },
      'the disk of the archive failed: it is opened anew, and what waits is archived again',
    )
    onBroken()
  })
}

function placeOfArchive(address: string): { file: string } | { url: string } {
  return address.startsWith('postgres') ? { url: address } : { file: address }
}

/** Addresses are made once and never change, so neither may the domain in them, once there is an account. */
async function keepDomain(store: Store, domain: string): Promise<void> {
  const held = await store.ensureMeta({ key: 'domain', value: domain })
  if (held === domain) return
  if ((await store.countPeople({})) > 0)
    throw new ConfigError(
      'BACKCHAT_DOMAIN',
      `should be ${held}: the addresses in the data folder were made with it.`,
    )
  await store.setMeta({ key: 'domain', value: domain })
}
