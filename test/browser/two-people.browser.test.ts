import { afterEach, beforeEach, expect, test } from 'vitest'
import { type BrowserPerson, PHONE } from '../support/browser-person.ts'
import { BrowserScene } from '../support/browser-scene.ts'

let scene: BrowserScene
let ada: BrowserPerson
let grace: BrowserPerson

beforeEach(async () => {
  scene = new BrowserScene()
  await scene.begin({ people: ['ada', 'grace'], rooms: ['Harbour', 'Kitchen'] })
  ada = scene.person('ada')
  grace = scene.person('grace', PHONE)
})
afterEach(() => scene.end())

test('two people sign in, find a room, follow it and talk', async () => {
  await ada.opens(scene.url)
  await ada.signsIn()
  await ada.followsRoom('harb', 'Harbour')
  await ada.writes('Harbour', 'Is this thing on?')
  await ada.reads('Harbour', 'Is this thing on?')

  await grace.opens(scene.url)
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
    await person.opens(scene.url)
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
