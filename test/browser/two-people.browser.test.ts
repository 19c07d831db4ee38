import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { BrowserPerson, PHONE } from '../support/browser-person.ts'
import { furnishFolder, openFolder } from '../support/furnish.ts'
import { type ServerProcess, startServerProcess } from '../support/server-process.ts'

let dataFolder: string
let server: ServerProcess
let ada: BrowserPerson
let grace: BrowserPerson

beforeEach(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'backchat-two-'))
  const services = await openFolder(dataFolder)
  await furnishFolder(services, { people: ['ada', 'grace'], rooms: ['Harbour', 'Kitchen'] })
  await services.close()
  server = await startServerProcess(dataFolder)
  ada = new BrowserPerson('ada')
  grace = new BrowserPerson('grace', PHONE)
})
afterEach(async () => {
  await Promise.all([ada.leaves(), grace.leaves()])
  await server.end('SIGKILL')
  rmSync(dataFolder, { recursive: true })
})

test('two people sign in, find a room, follow it and talk', async () => {
  await ada.opens(server.url)
  await ada.signsIn()
  await ada.followsRoom('harb', 'Harbour')
  await ada.writes('Harbour', 'Is this thing on?')
  await ada.reads('Harbour', 'Is this thing on?')

  await grace.opens(server.url)
  await grace.signsIn()
  await grace.followsRoom('harb', 'Harbour')
  await grace.reads('Harbour', 'Is this thing on?')
  await grace.writes('Harbour', '<b>Loud</b> and clear')

  await ada.reads('Harbour', '<b>Loud</b> and clear')
  const said = ['Is this thing on?', '<b>Loud</b> and clear']
  await expect.poll(() => ada.saw('Harbour', said)).toEqual(said)
  await expect.poll(() => grace.saw('Harbour', said)).toEqual(said)
  await ada.page.getByText('2 people now').waitFor()
})

test('what is written elsewhere is counted as unread until it is read', async () => {
  for (const person of [ada, grace]) {
    await person.opens(server.url)
    await person.signsIn()
    await person.followsRoom('harbour', 'Harbour')
  }
  await ada.followsRoom('kitchen', 'Kitchen')
  await grace.writes('Harbour', 'one')
  await grace.writes('Harbour', 'two')
  await ada.page.getByText('2 unread posts').waitFor({ state: 'attached' })

  await ada.opensRoom('Harbour')
  await ada.reads('Harbour', 'two')
  await ada.page.getByText('2 unread posts').waitFor({ state: 'detached' })
})
