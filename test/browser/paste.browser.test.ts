// Pasting what no post can hold: the page stays awake, says so, and loses nothing that was written before.

import { afterEach, beforeEach, expect, test } from 'vitest'
import type { BrowserPerson } from '../support/browser-person.ts'
import { BrowserScene } from '../support/browser-scene.ts'

const LINE = 'a line of words that somebody copied from a log\n'
const TWO_MEGABYTES = 2 * 1024 * 1024
/** Chromium alone takes ten seconds to put so much into a field. */
const AWAKE_MS = 3_000

let scene: BrowserScene
let ada: BrowserPerson

beforeEach(async () => {
  scene = new BrowserScene()
  await scene.begin({ people: ['ada'], rooms: ['Harbour'] })
  ada = scene.person('ada')
  await ada.opens(scene.url)
  await ada.signsIn()
  await ada.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await ada.followsRoom('harbour', 'Harbour')
})
afterEach(() => scene.end())

test('a paste of two megabytes is refused at once, and a small one is taken', async () => {
  const field = ada.page.getByRole('textbox', { name: /Harbour/ })
  await field.fill('Before. ')

  await copies(LINE.repeat(TWO_MEGABYTES / LINE.length))
  const pastedAt = performance.now()
  await field.press('Control+v')
  await ada.page.getByText('a post holds 16 kB').waitFor()
  expect(performance.now() - pastedAt).toBeLessThan(AWAKE_MS)
  expect(await field.inputValue()).toBe('Before. ')

  await copies(LINE)
  await field.press('Control+v')
  await expect.poll(() => field.inputValue()).toBe(`Before. ${LINE}`)
})

async function copies(text: string): Promise<void> {
  await ada.page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
}
