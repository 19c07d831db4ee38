// The whole server: services, sockets and HTTP, joined. Tests start this very function.

import { setTimeout as wait } from 'node:timers/promises'
import type { Admin } from './admin/acts.ts'
import type { Channel } from './channel/channel.ts'
import { createCommands } from './commands/commands.ts'
import type { Config } from './config.ts'
import { PACE, type Pace } from './gateway/admission.ts'
import { createGateway, type Gateway, HEARTBEAT, type Heartbeat } from './gateway/gateway.ts'
import { isOwnOrigin, isThisMachine, ownAddresses } from './gateway/origin.ts'
import type { Identity } from './identity/identity.ts'
import { createLogger, type Log } from './logger.ts'
import { type Around, type Clock, openServices, type Services } from './services.ts'
import type { StoreFault } from './store/fault.ts'
import type { Store } from './store/store.ts'
import { VERSION } from './version.ts'
import { type Control, openControl } from './web/control.ts'
import type { WebServices } from './web/services.ts'
import { createWeb, type Patience, type Web } from './web/web.ts'

export type AppDeps = {
  clock?: Clock
  log?: Log
  /** The disk did not keep its word: nothing may be acknowledged any more, the process should end. */
  onBroken?: (fault: StoreFault) => void
  /** The built web app. */
  appFolder?: string
  /** How soon a connection that went without a word is noticed. */
  heartbeat?: Heartbeat
  /** How fast people are let in. */
  pace?: Pace
  around?: Around
  /** Only when it is asked, for whoever measures what the rest costs; otherwise by itself. */
  archives?: 'when asked'
  /** With slow senders of HTTP. */
  patience?: Patience
}

export type App = {
  /** By which this machine reaches it. */
  url: string
  port: number
  admin: Admin
  identity: Identity
  channel: Channel
  store: Store
  /** Lets go of everyone, puts everything acknowledged on disk, closes. */
  stop(reason?: string): Promise<void>
}

type Life = { status: 'ok' | 'draining' | 'broken'; startedAt: number }
type Settled = Required<Pick<AppDeps, 'clock' | 'log' | 'appFolder' | 'heartbeat' | 'pace'>> &
  Pick<AppDeps, 'patience' | 'archives'>

const BROKEN =
  'the store is broken: nothing more is confirmed, and the server ends; look to the disk, then start it again'
/** What asks for our health gives up soon itself. */
const PATIENCE_MS = 2_000
const APP_FOLDER = new URL('../dist', import.meta.url).pathname

export async function startApp(config: Config, deps: AppDeps = {}): Promise<App> {
  const life: Life = { status: 'ok', startedAt: performance.now() }
  const settled: Settled = {
    clock: deps.clock ?? { now: Date.now },
    log: deps.log ?? createLogger(config.logLevel),
    appFolder: deps.appFolder ?? APP_FOLDER,
    heartbeat: deps.heartbeat ?? HEARTBEAT,
    pace: deps.pace ?? PACE,
    ...(deps.patience ? { patience: deps.patience } : {}),
    ...(deps.archives ? { archives: deps.archives } : {}),
  }
  const onBroken = (fault: StoreFault) => {
    life.status = 'broken'
    settled.log.fatal({ err: fault }, BROKEN)
    deps.onBroken?.(fault)
  }
  const services = await openServices(config, { ...settled, onBroken, around: deps.around })
  try {
    return await openDoors({ config, services, life, settled })
  } catch (error) {
    await services.close()
    throw error
  }
}

type Opening = { config: Config; services: Services; life: Life; settled: Settled }

async function openDoors({ config, services, life, settled }: Opening): Promise<App> {
  const { admin, identity, channel, store } = services
  const { log, archives } = settled
  const doors: { gateway?: Gateway } = {}
  const web = await createWeb(webServices({ config, services, life, settled }, doors), settled.patience)
  const info = { displayName: 'Backchat', domain: config.domain, version: VERSION, roomManagementUrl: null }
  const commands = createCommands({ channel, info, clock: settled.clock })
  const gateway = createGateway({
    ...{ identity, commands, pool: services.pool, metrics: services.metrics },
    server: web.server,
    own: ownAddresses(config),
    heartbeat: settled.heartbeat,
    pace: settled.pace,
    log: log.child({ part: 'gateway' }),
  })
  doors.gateway = gateway
  const { port } = await web.listen()
  const control = await openControl({ ...config, admin, log: log.child({ part: 'control' }) })
  const url = `http://${reachable(config.host)}:${port}`
  if (archives === undefined && (await services.compliance.isNeeded())) services.compliance.start()
  log.info({ url, dataFolder: config.dataFolder, version: VERSION }, 'ready')
  warnOfProxy(config, log)

  let stopping: Promise<void> | undefined
  const stop = async (reason = 'stopped') => {
    life.status = 'draining'
    stopping ??= closeAll({ control, gateway, web, services, log }, reason)
    await stopping
  }
  return { url, port, admin, identity, channel, store, stop }
}

/** Only a proxy can serve https here; unless it is believed, all its callers count as one. */
function warnOfProxy({ publicUrl, trustProxy }: Config, log: Log): void {
  if (publicUrl?.startsWith('https:') && !trustProxy)
    log.warn('BACKCHAT_TRUST_PROXY is no: failed sign-ins of everybody behind the proxy are counted together')
}

type Doors = { control: Control; gateway: Gateway; web: Web; services: Services; log: Log }

async function closeAll({ control, gateway, web, services, log }: Doors, reason: string): Promise<void> {
  log.info({ reason, connections: gateway.connections() }, 'draining')
  await services.compliance.drain()
  await control.close()
  await gateway.drain()
  // Together: either waits for every connection, and it is the web part that hangs up on the slow.
  await Promise.all([web.close(), gateway.close()])
  await services.close()
  log.info('stopped')
}

function webServices(
  { config, services, life, settled }: Opening,
  doors: { gateway?: Gateway },
): WebServices {
  const { identity, admin, metrics, channel, store, compliance, downloads } = services
  const own = ownAddresses(config)
  return {
    ...{ identity, admin, channel, downloads },
    settings: { ...config, version: VERSION, appFolder: settled.appFolder },
    log: settled.log.child({ part: 'web' }),
    isOwnOrigin: (request) => isOwnOrigin(request, own),
    isThisMachine,
    metrics: {
      ...metrics,
      async page() {
        metrics.storageFull.set(store.storage() === 'full' ? 1 : 0)
        const { events, oldestAt } = await store.complianceBacklog({})
        metrics.complianceBacklog.set(events)
        metrics.complianceAge.set(oldestAt === null ? 0 : (settled.clock.now() - oldestAt) / 1000)
        metrics.archiveFailing.set(compliance.condition() === 'ok' ? 0 : 1)
        return metrics.page()
      },
    },
    health: async () => ({
      status: life.status === 'ok' && !(await isAnswering(store)) ? 'broken' : life.status,
      storage: store.storage(),
      version: VERSION,
      uptimeSeconds: Math.floor((performance.now() - life.startedAt) / 1000),
      connections: doors.gateway?.connections() ?? 0,
      compliance: channel.recorder.isOn() ? 'on' : 'off',
      archive: compliance.condition(),
    }),
  }
}

/** A database on another machine may be away, or stand still, while this process is well. */
async function isAnswering(store: Store): Promise<boolean> {
  const asked = store.aclEpoch({}).then(
    () => true,
    () => false,
  )
  return Promise.race([asked, wait(PATIENCE_MS, false, { ref: false })])
}

/** How to write the host so that this machine finds it. */
function reachable(host: string): string {
  if (['127.0.0.1', '0.0.0.0', '::', '::1', 'localhost'].includes(host)) return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}
