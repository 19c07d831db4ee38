import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { BrowserPerson } from '../support/browser-person.ts'
import { furnishFolder, openFolder } from '../support/furnish.ts'
import { type ServerProcess, startServerProcess } from '../support/server-process.ts'

let dataFolder: string
let server: ServerProcess
let ada: BrowserPerson
let grace: BrowserPerson

beforeEach(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'backchat-offline-'))
  const services = await openFolder(dataFolder)
  await furnishFolder(services, { people: ['ada', 'grace'], rooms: ['Harbour'] })
  await services.close()
  server = await startServerProcess(dataFolder)
  ada = new BrowserPerson('ada')
  grace = new BrowserPerson('grace')
})
afterEach(async () => {
  await Promise.all([ada.leaves(), grace.leaves()])
  await server.end('SIGKILL')
  rmSync(dataFolder, { recursive: true })
})

test('server killed, browser restarted: history is read, two posts wait, and arrive once when the server is back', async () => {
  for (const person of [ada, grace]) {
    await person.opens(server.url)
    await person.signsIn()
    await person.followsRoom('harbour', 'Harbour')
  }
  await grace.writes('Harbour', 'The ferry leaves at seven.')
  await ada.reads('Harbour', 'The ferry leaves at seven.')
  // The service worker has to have the shell before the network can go.
  await ada.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))

  await server.end('SIGKILL')
  await ada.closesBrowser()
  await ada.opens(server.url)
  await ada.opensRoom('Harbour')
  await ada.reads('Harbour', 'The ferry leaves at seven.')
  await ada.writes('Harbour', 'first while away')
  await ada.writes('Harbour', 'second while away')
  await ada.reads('Harbour', 'second while away')
  await ada.closesBrowser()
  await ada.opens(server.url)
  await ada.opensRoom('Harbour')
  await ada.reads('Harbour', 'first while away')
  await ada.reads('Harbour', 'second while away')

  const port = Number(new URL(server.url).port)
  server = await startServerProcess(dataFolder, port)
  await grace.reads('Harbour', 'first while away')
  await grace.reads('Harbour', 'second while away')
  await ada.page.getByText('Connected').first().waitFor()
  await expect.poll(() => ada.page.getByText('Waiting for network').count()).toBe(0)
  const said = ['The ferry leaves at seven.', 'first while away', 'second while away']
  await expect.poll(() => grace.saw('Harbour', said)).toEqual(said)
  await expect.poll(() => ada.saw('Harbour', said)).toEqual(said)
})
