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

test('two tabs share one connection, and the second takes over when the first closes', async () => {
  for (const person of [ada, grace]) {
    await person.opens(scene.url)
    await person.signsIn()
    await person.followsRoom('harbour', 'Harbour')
  }
  const first = ada.page
  const sockets: string[] = []
  const second = await ada.context.newPage()
  second.on('websocket', (socket) => sockets.push(socket.url()))
  await second.goto(first.url())
  const secondLog = second.getByRole('log', { name: 'Messages in Harbour' })
  const field = second.getByRole('textbox', { name: 'Write to Harbour' })

  await field.fill('from the second tab')
  await field.press('Enter')
  await grace.reads('Harbour', 'from the second tab')
  await ada.reads('Harbour', 'from the second tab')
  expect(sockets, 'the second tab speaks through the first').toEqual([])

  await first.close()
  await expect.poll(() => sockets.length, { timeout: 10_000 }).toBe(1)
  await field.fill('from the tab that is left')
  await field.press('Enter')
  await grace.reads('Harbour', 'from the tab that is left')
  await grace.writes('Harbour', 'heard you')
  await secondLog.getByText('heard you', { exact: true }).waitFor()
})
