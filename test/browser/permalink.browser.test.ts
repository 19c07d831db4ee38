// A link to a post leads to it, however far back it stands, and one can read on from there both ways.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { type BrowserPerson, PHONE } from '../support/browser-person.ts'
import { BrowserScene } from '../support/browser-scene.ts'
import { fillRoom, PASSWORD } from '../support/furnish.ts'

const POSTS = 400

let scene: BrowserScene
let ada: BrowserPerson
let guid = ''

beforeEach(async () => {
  scene = new BrowserScene()
  await scene.begin({ people: ['ada', 'grace'], rooms: ['Harbour'] }, async (services, [room = '']) => {
    guid = room.slice(room.lastIndexOf('/') + 1)
    await fillRoom(services, { room, username: 'grace', posts: POSTS })
  })
  ada = scene.person('ada', PHONE)
})
afterEach(() => scene.end())

async function signsIn(): Promise<void> {
  await ada.page.getByLabel('User name').fill('ada')
  await ada.page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await ada.page.getByRole('button', { name: 'Sign in' }).click()
}

const focused = () => ada.page.evaluate(() => document.activeElement?.textContent ?? '')

async function scrollsUntil(text: string, step: number): Promise<void> {
  const found = ada.messages('Harbour').getByText(text, { exact: true })
  await ada.messages('Harbour').hover()
  await expect
    .poll(
      async () => {
        await ada.page.mouse.wheel(0, step)
        return found.count()
      },
      { timeout: 20_000, interval: 80 },
    )
    .toBe(1)
}

test('[U11] a link to a post loads around it, marks it, and pages both ways', async () => {
  await ada.opens(`${scene.url}/rooms/${guid}/150`)
  await signsIn()

  await ada.reads('Harbour', 'number 150')
  await expect.poll(focused).toContain('number 150')
  const row = ada.messages('Harbour').locator('.row', { hasText: /number 150$/ })
  expect(await row.evaluate((element) => element.getBoundingClientRect().top)).toBeGreaterThan(100)
  expect(await ada.messages('Harbour').getByText(`number ${POSTS}`, { exact: true }).count()).toBe(0)

  await scrollsUntil('number 90', -600)
  await scrollsUntil('number 220', 600)
  // Its newest may have come after the part around the post; then the button counts them.
  await ada.page.getByRole('button', { name: /^(?:Jump to newest|\d+ new)$/ }).click()
  await ada.reads('Harbour', `number ${POSTS}`)
})

test('on a phone a finger that rests on a post opens what one may do with it', async () => {
  await ada.opens(`${scene.url}/rooms/${guid}`)
  await signsIn()
  await ada.reads('Harbour', `number ${POSTS}`)
  const post = ada.messages('Harbour').locator('.post', { hasText: new RegExp(`number ${POSTS}$`) })
  const pointer = { pointerType: 'touch', bubbles: true, clientX: 100, clientY: 400 }
  await post.dispatchEvent('pointerdown', pointer)
  const menu = ada.page.getByRole('dialog', { name: 'Actions for this post' })
  await menu.getByRole('menuitem', { name: 'Reply' }).click()
  await ada.page.getByText('Replying to Grace').waitFor()

  // A finger that scrolls means something else.
  await post.dispatchEvent('pointerdown', pointer)
  await post.dispatchEvent('pointermove', { ...pointer, clientY: 380 })
  await ada.page.waitForFunction(() => new Promise((done) => setTimeout(() => done(true), 700)))
  expect(await menu.count()).toBe(0)
})
