import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { removeData } from '../support/database.ts'
import { within } from '../support/within.ts'
import { furnishLoad, signIn, ticketOf } from './crowd.ts'
import { type LoadServer, startLoadServer } from './load-server.ts'
import { WireClient } from './wire-client.ts'

const CALLERS = 1_500
const KERNEL_KEEPS = Number(readFileSync('/proc/sys/net/core/somaxconn', 'utf8'))

let dataFolder: string
let server: LoadServer

beforeEach(async () => {
  dataFolder = (await furnishLoad({ people: ['ada'], rooms: [] })).dataFolder
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

test('[P5.2] a hundred connections of one person at once are not more than a hundred one after the other', async () => {
  const ada = await signIn(server.url, 'ada')
  const auth = { ticket: await ticketOf(server.url, ada), deviceId: ada.deviceId }
  const come = (times: number) =>
    Promise.allSettled(Array.from({ length: times }, () => WireClient.open(server.url, auth)))

  const outcomes = await come(100)
  const admitted = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  expect(admitted).toHaveLength(32)
  for (const each of outcomes)
    if (each.status === 'rejected') expect(each.reason).toMatchObject({ data: { diagnostic: 20009 } })

  for (const client of admitted) client.close()
  await expect.poll(async () => (await come(1))[0]?.status, { timeout: 8_000 }).toBe('fulfilled')
})
