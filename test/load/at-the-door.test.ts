import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { removeData } from '../support/database.ts'
import { within } from '../support/within.ts'
import { furnishLoad } from './crowd.ts'
import { type LoadServer, startLoadServer } from './load-server.ts'

const CALLERS = 1_500
const KERNEL_KEEPS = Number(readFileSync('/proc/sys/net/core/somaxconn', 'utf8'))

let dataFolder: string
let server: LoadServer

beforeEach(async () => {
  dataFolder = (await furnishLoad({ people: [], rooms: [] })).dataFolder
  server = await startLoadServer(dataFolder)
})
afterEach(async () => {
  await server.end('SIGKILL')
  await removeData(dataFolder)
})

test.skipIf(KERNEL_KEEPS < CALLERS)(
  'L-04: whoever calls while the server is busy waits at the door and need not call again',
  async () => {
    const port = Number(new URL(server.url).port)
    process.kill(server.pid, 'SIGSTOP')
    const callers = Array.from({ length: CALLERS }, () => connect(port, '127.0.0.1'))
    for (const caller of callers) caller.on('error', () => {})
    const heard = Promise.all(callers.map((caller) => once(caller, 'connect')))
    await within(heard, 'all to be at the door', 5_000)
    process.kill(server.pid, 'SIGCONT')
    for (const caller of callers) caller.destroy()
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200)
  },
)
