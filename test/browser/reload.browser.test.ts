import { afterEach, beforeEach, expect, test } from 'vitest'
import type { BrowserPerson } from '../support/browser-person.ts'
import { BrowserScene } from '../support/browser-scene.ts'
import { fillRoom } from '../support/furnish.ts'

let scene: BrowserScene
let ada: BrowserPerson

beforeEach(async () => {
  scene = new BrowserScene()
  await scene.begin({ people: ['ada', 'grace'], rooms: ['Harbour'] }, (services, [room = '']) =>
    fillRoom(services, { room, username: 'grace', posts: 150 }),
  )
  ada = scene.person('ada')
})
afterEach(() => scene.end())

test('a reload keeps the place where one was reading, also far above the newest', async () => {
  await ada.opens(scene.url)
  await ada.signsIn()
  await ada.followsRoom('harbour', 'Harbour')
  await ada.reads('Harbour', 'number 150')
  const read = ada.messages('Harbour').getByText('number 60', { exact: true })
  await ada.messages('Harbour').hover()
  const isLoaded = async () => {
    if (!(await read.isVisible())) await ada.page.mouse.wheel(0, -600)
    return await read.isVisible()
  }
  await expect.poll(isLoaded, { timeout: 30_000, interval: 150 }).toBe(true)
  await read.scrollIntoViewIfNeeded()
  const steady = async () => {
    const before = (await read.boundingBox())?.y
    await ada.page.evaluate(() => new Promise((done) => setTimeout(done, 300)))
    return before === (await read.boundingBox())?.y
  }
  await expect.poll(steady, { timeout: 10_000 }).toBe(true)
  const before = (await read.boundingBox())?.y ?? 0

  await ada.page.reload()
  await read.waitFor()
  const moved = async () => Math.abs(((await read.boundingBox())?.y ?? 0) - before)
  await expect.poll(moved, { timeout: 10_000 }).toBeLessThanOrEqual(4)
})
