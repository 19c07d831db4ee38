// Looking for rooms and for what was said in them, and following a link to one that this device has never seen.

import { afterEach, beforeEach, expect, test } from 'vitest'
import type { BrowserPerson } from '../support/browser-person.ts'
import { BrowserScene } from '../support/browser-scene.ts'
import { fillRoom } from '../support/furnish.ts'

const POSTS = 120
/** Enough of them to scroll, in a room that the screen has to go far back in. */
const said = (number: number) => (number % 2 === 0 ? `Созвон номер ${number} в силе` : `number ${number}`)

let scene: BrowserScene
let ada: BrowserPerson
let link: string

beforeEach(async () => {
  scene = new BrowserScene()
  await scene.begin({ people: ['ada', 'grace'], rooms: ['Harbour', 'Kitchen'] }, async (services, uris) => {
    const [room = ''] = uris
    link = `/rooms/${room.split('/').at(-1)}`
    await fillRoom(services, { room, username: 'grace', posts: POSTS, chat: said })
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

/** The words that are marked in the posts on screen. */
const marked = () =>
  ada.page.evaluate(() => [...(CSS.highlights.get('found-words') ?? [])].map((range) => range.toString()))

test('[U31] a part of a Russian word leads to the post, and Back to the same place in the results', async () => {
  await ada.page.keyboard.press('Control+Shift+F')
  const box = ada.page.getByRole('combobox', { name: 'Search messages' })
  await box.fill('созвоны from:gr')
  await ada.page.getByRole('option', { name: /Grace/ }).click()
  await ada.page.waitForURL(/grace/)
  const results = ada.page.locator('.found-post')
  await ada.page.getByText('60 posts').first().waitFor()
  await ada.page.getByRole('button', { name: 'Show more' }).click()
  await expect.poll(() => results.count()).toBe(60)
  await ada.page.keyboard.press('Control+Shift+F')
  await box.press('End')
  await box.press('ArrowDown')
  await ada.page.keyboard.press('End')
  await ada.page.keyboard.press('ArrowUp')
  const scrolled = () => ada.page.locator('.page-body').evaluate((body) => body.scrollTop)
  await expect.poll(scrolled).toBeGreaterThan(1_000)
  const before = await scrolled()

  await ada.page.keyboard.press('Enter')
  await ada.reads('Harbour', 'Созвон номер 4 в силе')
  await expect.poll(marked).toEqual(['Созвон'])

  await ada.page.goBack()
  await expect.poll(() => results.count()).toBe(60)
  await expect.poll(scrolled).toBe(before)
  await expect
    .poll(() => ada.page.evaluate(() => document.activeElement?.textContent))
    .toContain('Созвон номер 4 в силе')
  expect(await box.inputValue()).toBe('созвоны from:grace')
})
