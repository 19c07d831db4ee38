import { afterEach, beforeEach, expect, test } from 'vitest'
import type { BrowserPerson } from '../support/browser-person.ts'
import { BrowserScene } from '../support/browser-scene.ts'

let scene: BrowserScene
let ada: BrowserPerson
let grace: BrowserPerson

beforeEach(async () => {
  scene = new BrowserScene()
  await scene.begin({ people: ['ada', 'grace'], rooms: ['Harbour'] })
  ada = scene.person('ada')
  grace = scene.person('grace')
})
afterEach(() => scene.end())

test('[U14] [U26] server killed, browser restarted: history is read, both languages are there, two posts wait and arrive once', async () => {
  for (const person of [ada, grace]) {
    await person.opens(scene.url)
    await person.signsIn()
    await person.followsRoom('harbour', 'Harbour')
  }
  await grace.writes('Harbour', 'The ferry leaves at seven.')
  await ada.reads('Harbour', 'The ferry leaves at seven.')
  // The service worker has to have the shell before the network can go.
  await ada.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))

  await scene.serverIsKilled()
  await ada.restartsBrowser(scene.url)
  await ada.opensRoom('Harbour')
  await ada.reads('Harbour', 'The ferry leaves at seven.')
  await ada.writes('Harbour', 'first while away')
  await ada.writes('Harbour', 'second while away')
  await ada.reads('Harbour', 'second while away')
  await ada.restartsBrowser(scene.url)
  await ada.opensRoom('Harbour')
  await ada.reads('Harbour', 'first while away')
  await ada.reads('Harbour', 'second while away')

  await ada.page.goto(`${scene.url}/settings`)
  await ada.speaks('Русский', 'Настройки')
  await ada.page.reload()
  await ada.speaks('English', 'Settings')
  await ada.opensRoom('Harbour')

  await scene.serverComesBack()
  await grace.reads('Harbour', 'first while away')
  await grace.reads('Harbour', 'second while away')
  await ada.isConnected()
  await expect.poll(() => ada.page.getByText('Waiting for network').count()).toBe(0)
  const said = ['The ferry leaves at seven.', 'first while away', 'second while away']
  await expect.poll(() => grace.saw('Harbour', said)).toEqual(said)
  await expect.poll(() => ada.saw('Harbour', said)).toEqual(said)
})
