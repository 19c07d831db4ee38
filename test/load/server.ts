// The real server as a process under load: `server.ts FOLDER PORT CHANGES`. Asked over the channel to its parent it
// tells how it is: memory, the longest time that its event loop stood still since it was
// last asked, and how often the store was asked for a page of history, and which requests nobody let go of.

import { IncomingMessage } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { queryObjects } from 'node:v8'
import { startApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import type { Store } from '../../server/store/store.ts'

const LOOK_EVERY_MS = 10
const MIB = 1024 * 1024

const [dataFolder = '', port = '0', changes = '{}'] = process.argv.slice(2)
const stalls = monitorEventLoopDelay({ resolution: LOOK_EVERY_MS })
stalls.enable()

let pagesRead = 0
const counting = (store: Store): Store => ({
  ...store,
  page(question) {
    pagesRead += 1
    return store.page(question)
  },
})

const app = await startApp(
  readConfig({
    ...{ BACKCHAT_PORT: port, BACKCHAT_DATA: dataFolder, BACKCHAT_LOG_LEVEL: 'error' },
    BACKCHAT_DATABASE_URL: process.env.BACKCHAT_DATABASE_URL,
  }),
  { onBroken: () => process.exit(1), around: { store: counting }, ...JSON.parse(changes) },
)

process.on('message', (asked: { collected: boolean }) => {
  if (asked.collected) globalThis.gc?.()
  const { rss, external, heapUsed } = process.memoryUsage()
  const cpu = process.cpuUsage()
  process.send?.({
    rssMiB: rss / MIB,
    heldMiB: (external + heapUsed) / MIB,
    cpuMs: (cpu.user + cpu.system) / 1_000,
    longestStallMs: stalls.max / 1e6,
    pagesRead,
    requestsKept: asked.collected ? queryObjects(IncomingMessage, { format: 'count' }) : undefined,
  })
  stalls.reset()
})
process.on('SIGTERM', () => void app.stop().then(() => process.exit(0)))
process.on('disconnect', () => process.exit(1))
process.send?.({ url: app.url })
