// Looking for rooms, and following a link to one that this device has never seen.

import { afterEach, beforeEach, expect, test } from 'vitest'
import type { BrowserPerson } from '../support/browser-person.ts'
import { BrowserScene } from '../support/browser-scene.ts'

let scene: BrowserScene
let ada: BrowserPerson
let link: string

beforeEach(async () => {
  scene = new BrowserScene()
  await scene.begin({ people: ['ada'], rooms: ['Harbour', 'Kitchen'] }, async (_services, uris) => {
    link = `/rooms/${uris[0]?.split('/').at(-1)}`
  })
  ada = scene.person('ada')
  await ada.opens(scene.url)
  await ada.signsIn()
})
afterEach(() => scene.end())

test('the number of rooms found follows every search', async () => {
  await ada.page.getByRole('link', { name: 'Find rooms' }).first().click()
  const count = ada.page.locator('.find-count')
  await expect.poll(() => count.textContent()).toBe('2 rooms')
  await ada.page.getByLabel('Search rooms').fill('harbour')
  await expect.poll(() => count.textContent()).toBe('1 room')
  await ada.page.getByLabel('Search rooms').fill('nothing like it')
  await expect.poll(() => count.textContent()).toBe('0 rooms')
})

test('a room that is not saved says so without network, and opens when there is one', async () => {
  await ada.context.setOffline(true)
  await scene.serverIsKilled()
  await ada.page.evaluate((path) => {
    history.pushState(null, '', path)
    dispatchEvent(new PopStateEvent('popstate'))
  }, link)
  await ada.page.getByText('not saved', { exact: false }).first().waitFor()
  await scene.serverComesBack()
  await ada.context.setOffline(false)
  await ada.messages('Harbour').waitFor({ timeout: 40_000 })
})
