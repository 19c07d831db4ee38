// Starts the server and ends it well. stdout says where it is and how to come in; everything else is the log's.

import { parseArgs } from 'node:util'
import { type App, startApp } from './app.ts'
import { type Config, readConfig } from './config.ts'
import { createLogger, type Log } from './logger.ts'
import { isRefusedStart } from './refused-start.ts'

const STOP_MS = 10_000
const LOOK_FOR_PARENT_MS = 250

type Stay = { config: Config; introduce(): void; leave(): void }

await main()

async function main(): Promise<void> {
  try {
    const { demo, 'stop-with-parent': stopWithParent } = readArguments()
    if (stopWithParent) watchParent()
    const config = readConfig()
    const log = createLogger(config.logLevel)
    failLoudly(log)
    await buildClient(log)
    await serve(demo ? await stayForDemo(config, log) : { config, introduce() {}, leave() {} }, log)
  } catch (error) {
    end(error)
  }
}

async function stayForDemo(config: Config, log: Log): Promise<Stay> {
  const { openDemo } = await import('./demo/demo.ts')
  return openDemo(config, log)
}

function readArguments() {
  const { values } = parseArgs({
    options: {
      demo: { type: 'boolean', default: false },
      'stop-with-parent': { type: 'boolean', default: false },
    },
  })
  return values
}

async function serve({ config, introduce, leave }: Stay, log: Log): Promise<void> {
  process.once('exit', leave)
  const app = await startApp(config, { log, onBroken: () => process.exit(1) })
  stopOnSignals(app, log)
  console.log(`Backchat is ready at ${app.url}`)
  const link = await app.identity.setup.link(config.publicUrl ?? app.url)
  if (link) console.log(`Make the first administrator here, once: ${link}`)
  introduce()
}

/** The first signal drains, the second one does not wait. */
function stopOnSignals(app: App, log: Log): void {
  let stopping = false
  const stop = (signal: string) => {
    if (stopping) process.exit(1)
    stopping = true
    setTimeout(() => {
      log.error('draining took too long')
      process.exit(1)
    }, STOP_MS).unref()
    app.stop(signal).then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ error }, 'could not stop in order')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

/** npm puts a shell between itself and us, which ends at a signal and does not pass it on: who stops npm means us. */
function watchParent(): void {
  const parent = process.ppid
  const looking = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(looking)
    process.kill(process.pid, 'SIGTERM')
  }, LOOK_FOR_PARENT_MS)
  looking.unref()
}

/** A container brings the app built, and no tools to build it. */
async function buildClient(log: Log): Promise<void> {
  try {
    const { buildClientIfStale } = await import('../scripts/build-client.ts')
    await buildClientIfStale()
  } catch (error) {
    log.warn({ error }, 'the web app was not built; what is in dist is served')
  }
}

function failLoudly(log: Log): void {
  process.on('uncaughtException', (error) => {
    log.fatal({ error }, 'something went wrong that nobody foresaw')
    process.exit(1)
  })
  process.on('unhandledRejection', (error) => {
    log.fatal({ error }, 'something went wrong that nobody waited for')
    process.exit(1)
  })
}

/** What the operator can mend is told in one line, anything else with its stack. */
function end(error: unknown): never {
  console.error(sentenceFor(error) ?? error)
  process.exit(1)
}

function sentenceFor(error: unknown): string | undefined {
  if (isRefusedStart(error)) return error.message
  if (!(error instanceof Error) || !('code' in error)) return undefined
  if (error.code === 'EADDRINUSE') return `${error.message}: BACKCHAT_PORT chooses another port.`
  const isPlain = error.code === 'EACCES' || String(error.code).startsWith('ERR_PARSE_ARGS')
  return isPlain ? error.message : undefined
}
