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

test('who is writing is seen by the others without anything moving, and the draft is not theirs', async () => {
  for (const person of [ada, grace]) {
    await person.opens(scene.url)
    await person.signsIn()
    await person.followsRoom('harb', 'Harbour')
  }
  await ada.page.getByText('2 people now').waitFor()
  const composer = ada.page.getByRole('textbox', { name: 'Write to Harbour' })
  const before = await composer.boundingBox()
  await grace.page.getByRole('textbox', { name: 'Write to Harbour' }).fill('Wait')
  await ada.page.getByText('is writing…').waitFor()
  expect(await composer.boundingBox()).toEqual(before)
  expect(await composer.inputValue()).toBe('')
  await ada.page.getByText('is writing…').waitFor({ state: 'detached' })
})
