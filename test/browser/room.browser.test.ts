import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { axeFaults } from '../support/axe.ts'
import { type BrowserPerson, DESKTOP, PHONE } from '../support/browser-person.ts'
import { BrowserScene } from '../support/browser-scene.ts'
import { fillRoom } from '../support/furnish.ts'

const POSTS = 400
const ROWS_IN_PAGE_MAX = 150

let scene: BrowserScene
let ada: BrowserPerson

/** Each test is of somebody else: what a person follows would be there in the next. */
const waiting = ['ada', 'linus', 'edith', 'alan', 'joan']

beforeAll(async () => {
  scene = new BrowserScene()
  const names = { people: [...waiting, 'grace'], rooms: ['Harbour', 'Kitchen'] }
  await scene.begin(names, async (services, uris) => {
    await fillRoom(services, { room: uris[0] ?? '', username: 'grace', posts: POSTS })
  })
})
afterAll(() => scene.end())
beforeEach(() => {
  ada = scene.person(waiting.shift() ?? 'nobody')
})
afterEach(() => ada.leaves())

test('[U10] older history comes with scrolling up, and the page stays small', async () => {
  await ada.opens(scene.url)
  await ada.signsIn()
  await ada.followsRoom('harbour', 'Harbour')
  await ada.reads('Harbour', `number ${POSTS}`)
  const log = ada.messages('Harbour')
  const beginning = log.getByText('This is the beginning of Harbour.')

  await log.hover()
  await expect
    .poll(
      async () => {
        await ada.page.mouse.wheel(0, -4000)
        return beginning.count()
      },
      { timeout: 30_000, interval: 100 },
    )
    .toBe(1)
  await ada.reads('Harbour', 'number 1')
  expect(await log.locator('.post-text').count()).toBeLessThan(ROWS_IN_PAGE_MAX)

  await ada.page.getByRole('button', { name: 'Jump to newest' }).click()
  await ada.reads('Harbour', `number ${POSTS}`)
})

test('[U17] a draft is there again after a reload, in its own room only', async () => {
  await ada.opens(scene.url)
  await ada.signsIn()
  await ada.followsRoom('harbour', 'Harbour')
  await ada.page.getByRole('textbox', { name: 'Write to Harbour' }).fill('half a thought')
  await ada.page.reload()
  const draft = ada.page.getByRole('textbox', { name: 'Write to Harbour' })
  await expect.poll(() => draft.inputValue()).toBe('half a thought')
  await ada.followsRoom('kitchen', 'Kitchen')
  expect(await ada.page.getByRole('textbox', { name: 'Write to Kitchen' }).inputValue()).toBe('')
})

test('a text that is too long stays in the composer and says why', async () => {
  await ada.opens(scene.url)
  await ada.signsIn()
  await ada.followsRoom('kitchen', 'Kitchen')
  const field = ada.page.getByRole('textbox', { name: 'Write to Kitchen' })
  await field.fill('я'.repeat(9_000))
  await field.press('Enter')
  expect((await field.inputValue()).length).toBe(9_000)
  expect(await field.getAttribute('aria-invalid')).toBe('true')
  await ada.writes('Kitchen', 'short enough')
  await ada.reads('Kitchen', 'short enough')
})

test('signing out takes everything from this device', async () => {
  await ada.opens(scene.url)
  await ada.signsIn()
  await ada.followsRoom('harbour', 'Harbour')
  await ada.reads('Harbour', `number ${POSTS}`)
  expect(await ada.rowsKept()).toBeGreaterThan(0)

  await ada.page.getByRole('button', { name: /Your menu/ }).click()
  await ada.page.getByRole('menuitem', { name: 'Sign out' }).click()
  await ada.page.getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click()
  await ada.page.getByLabel('User name').waitFor()
  expect(await ada.rowsKept()).toBe(0)
  await ada.page.reload()
  await ada.page.getByLabel('User name').waitFor()
})

test('no screen has a fault that axe can find, on a desktop, light, and on a phone, dark', async () => {
  const faults: Record<string, string[]> = {}
  async function examine(name: string): Promise<void> {
    for (const [screen, colorScheme] of [
      [PHONE, 'dark'],
      [DESKTOP, 'light'],
    ] as const) {
      await ada.page.setViewportSize(screen)
      await ada.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      faults[`${name}, ${colorScheme}`] = await axeFaults(ada.page)
    }
  }
  await ada.opens(scene.url)
  await ada.page.getByLabel('User name').waitFor()
  await examine('sign in')
  await ada.signsIn()
  await examine('rooms, none yet')
  await ada.followsRoom('harbour', 'Harbour')
  await ada.reads('Harbour', `number ${POSTS}`)
  await examine('room')
  await ada.page.goto(`${scene.url}/find`)
  await ada.page.getByRole('button', { name: /Kitchen/ }).click()
  await ada.page.getByRole('dialog', { name: 'Kitchen' }).waitFor()
  await examine('room card')
  await ada.page.goto(`${scene.url}/settings`)
  await ada.page.getByRole('heading', { name: 'Settings' }).waitFor()
  await examine('settings')
  expect(Object.keys(faults)).toHaveLength(10)
  expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([])
})
