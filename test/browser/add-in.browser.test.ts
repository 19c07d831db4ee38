// An add-in's page in its frames, in a real browser: it hears what it was granted, and reaches nothing else.

import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addInFrame } from '../../server/web/add-in-frame.ts'
import { FixtureApp } from '../support/fixture-app.ts'

const ROOM = '/rooms/00000000-0000-4000-8000-000000000001?scene=add-in'
const TIDES = 'https://tides.example/'

/** Shows what it hears, and what it can reach. */
const ADD_IN_PAGE = `<!doctype html><title>Tides</title><ol id="heard"></ol><p id="reach"></p><script>
  const show = (what) => Object.assign(document.querySelector('#heard').appendChild(document.createElement('li')), { textContent: JSON.stringify(what) })
  addEventListener('message', ({ data, ports }) => {
    show(data)
    const port = ports[0]
    if (!port) return
    port.onmessage = ({ data }) => show(data)
    for (const question of [{ id: 1, ask: 'roster' }, { id: 2, ask: 'history', count: 2 }, { id: 3, ask: 'history', count: 5000 }]) port.postMessage(question)
  })
  const reach = (name, look) => { try { look(); return name } catch { return '' } }
  document.querySelector('#reach').textContent = [
    origin,
    reach('page', () => top.document.title),
    reach('storage', () => localStorage.length),
    reach('cookie', () => document.cookie),
  ].filter(Boolean).join(' ')
  top.postMessage({ backchat: 1, say: 'hello' }, '*')
</script>`

let app: FixtureApp
let page: Page
beforeAll(async () => {
  app = await FixtureApp.begin()
})
afterEach(() => page.context().close())
afterAll(() => app.end())

const html = (body: string) => ({ status: 200, contentType: 'text/html', body })

async function opens(addIn = ADD_IN_PAGE): Promise<void> {
  const { page: body, headers } = addInFrame(TIDES)
  page = await app.page(ROOM, { viewport: { width: 1440, height: 900 } }, async (before) => {
    await before.route('**/api/add-ins/tides/frame', (route) => route.fulfill({ status: 200, headers, body }))
    await before.route(TIDES, (route) => route.fulfill(html(addIn)))
    await before.route(`${TIDES}more`, (route) => route.fulfill(html('<p>more of it</p>')))
    await before.route('https://elsewhere.example/', (route) => route.fulfill(html('<p>reached it</p>')))
  })
}

const inner = () => page.frameLocator('.add-in-frame').frameLocator('iframe')
const heard = async (): Promise<Record<string, unknown>[]> =>
  (await inner().locator('#heard li').allTextContents()).map((text) => JSON.parse(text))

test('it is welcomed, answered as granted, and can reach neither the app nor anything kept', async () => {
  await opens()
  await expect.poll(async () => (await heard()).length).toBe(4)
  const [welcome, roster, history, wrong] = await heard()
  expect(welcome).toMatchObject({ say: 'welcome', room: { name: 'Berth planning' }, theme: 'light' })
  expect(roster).toMatchObject({ id: 1, ok: true, roster: { count: 6 } })
  expect(history).toMatchObject({ id: 2, ok: true, posts: [{ seq: 249 }, { seq: 250 }], more: true })
  expect(wrong).toMatchObject({ id: 3, ok: false, code: 'InvalidArgument' })
  expect(await inner().locator('#reach').textContent()).toBe('null')
})

test('words from any other window are no hello', async () => {
  await opens(ADD_IN_PAGE.replace("say: 'hello'", "say: 'nothing yet'"))
  await inner().locator('#reach').getByText('null').waitFor({ state: 'attached' })
  await page.evaluate(() => {
    const outer = document.querySelector<HTMLIFrameElement>('.add-in-frame')?.contentWindow ?? null
    const data = { backchat: 1, say: 'hello' }
    for (const source of [window, outer]) window.dispatchEvent(new MessageEvent('message', { data, source }))
  })
  expect(await heard()).toEqual([])
  // The same words of its own are.
  await inner()
    .locator('body')
    .evaluate(() => window.top?.postMessage({ backchat: 1, say: 'hello' }, '*'))
  await expect.poll(async () => (await heard()).length).toBe(4)
})

test('its frame shows the registered origin and no other, and the tab stays where it is', async () => {
  await opens()
  await expect.poll(async () => (await heard()).length).toBe(4)
  const goes = (to: string, how: 'self' | 'top') =>
    inner()
      .locator('body')
      .evaluate(
        (_, [address, whose]) => {
          try {
            ;(whose === 'top' ? top : self)?.location.assign(address)
          } catch {
            // Refused by the sandbox.
          }
        },
        [to, how] as const,
      )
  const here = page.url()
  await goes(`${TIDES}more`, 'top')
  await goes(`${TIDES}more`, 'self')
  await inner().getByText('more of it').waitFor()
  expect(page.url()).toBe(here)

  await goes('https://elsewhere.example/', 'self')
  const shown = () => page.frames().map((frame) => frame.url())
  await expect.poll(shown).not.toContain(`${TIDES}more`)
  expect(await inner().getByText('reached it').count()).toBe(0)
})

test('on a phone it lies over the talk, and Esc leads back to its button', async () => {
  await opens()
  await page.setViewportSize({ width: 390, height: 844 })
  await page.reload()
  const pane = page.getByRole('complementary', { name: 'Add-in Tides' })
  expect(await pane.count()).toBe(0)
  await page.getByRole('button', { name: 'Show Tides' }).click()
  await pane.waitFor()
  await page.keyboard.press('Escape')
  await pane.waitFor({ state: 'detached' })
  const focused = page.getByRole('button', { name: 'Show Tides' })
  await expect.poll(() => focused.evaluate((button) => button === document.activeElement)).toBe(true)
})
