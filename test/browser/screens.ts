// Photographs every screen of the fixture app and asks axe about it: `node test/browser/screens.ts OUT [filter] [look]`,
// where a look is a part of such as `390-light-ru`.
// Build it first: `vite build -c test/browser/fixtures/vite.config.ts`. Exits 1 when axe finds anything.

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'
import { preview } from 'vite'
import { ARCHIVE_SCREENS } from './screens-archive.ts'
import { POST_SCREENS } from './screens-posts.ts'
import { ROOM_SCREENS } from './screens-rooms.ts'
import { SEARCH_SCREENS } from './screens-search.ts'

type Screen = { name: string; path: string; scene?: string; act?: (page: Page) => Promise<void> }
type Look = { width: number; height: number; dark: boolean; lang: 'en' | 'ru' }

const TUGS = '018f0000-0000-7000-8000-000000000001'
const ROOM = (n: number) => `/rooms/00000000-0000-4000-8000-00000000000${n}`

const SCREENS: Screen[] = [
  { name: 'sign-in', path: '/', scene: 'signed-out' },
  { name: 'sign-in-refused', path: '/', scene: 'expired', act: signInWrongly },
  { name: 'setup-needed', path: '/', scene: 'setup' },
  {
    name: 'set-up',
    path: '/setup/abc',
    scene: 'signed-out',
    act: (page) => page.locator('[type=submit]').click(),
  },
  { name: 'set-up-done', path: '/setup/abc', scene: 'expired' },
  { name: 'hidden', path: '/', scene: 'hidden' },
  { name: 'home', path: '/' },
  { name: 'home-empty', path: '/', scene: 'empty' },
  { name: 'home-first', path: '/', scene: 'first' },
  { name: 'home-unread', path: '/', act: onlyUnread },
  { name: 'room', path: ROOM(1) },
  { name: 'room-roster', path: ROOM(1), act: showRoster },
  { name: 'room-waiting', path: ROOM(1), scene: 'waiting', act: toEnd },
  { name: 'room-offline', path: ROOM(5), scene: 'offline', act: toEnd },
  { name: 'room-lost', path: ROOM(1), scene: 'lost', act: toEnd },
  { name: 'room-auditorium', path: ROOM(4), act: showRoster },
  { name: 'room-large', path: ROOM(4), act: showCrowd },
  { name: 'room-access-lost', path: ROOM(8) },
  { name: 'room-empty', path: ROOM(9) },
  { name: 'room-up', path: ROOM(1), act: scrollUp },
  { name: 'room-day', path: ROOM(1), act: goToDay },
  { name: 'room-none', path: ROOM(0) },
  ...POST_SCREENS,
  { name: 'feed-ego', path: '/feeds/ego' },
  { name: 'feed-topic', path: `/feeds/${TUGS}` },
  { name: 'feed-empty', path: '/feeds/ego', scene: 'empty' },
  {
    name: 'feed-edit',
    path: `/feeds/${TUGS}`,
    act: (page) => page.locator('.feed-head button').first().click(),
  },
  { name: 'find', path: '/find' },
  { name: 'find-none', path: '/find?q=zzz' },
  { name: 'find-card', path: '/find', act: (page) => page.locator('.found-room').first().click() },
  {
    name: 'find-card-closed',
    path: '/find?q=old',
    act: (page) => page.locator('.found-room').first().click(),
  },
  ...ROOM_SCREENS,
  { name: 'add-in', path: ROOM(1), scene: 'add-in', act: showAddIn },
  { name: 'find-offline', path: '/find', scene: 'offline' },
  ...SEARCH_SCREENS,
  ...ARCHIVE_SCREENS,
  { name: 'outbox', path: '/outbox', scene: 'offline' },
  { name: 'outbox-empty', path: '/outbox' },
  { name: 'settings', path: '/settings' },
  { name: 'settings-password', path: '/settings', act: changePassword },
  { name: 'switcher', path: ROOM(1), act: (page) => page.keyboard.press('Control+k') },
  { name: 'help', path: '/', act: (page) => page.keyboard.press('?') },
  { name: 'own-menu', path: '/', act: (page) => page.locator('.own-menu').click() },
  { name: 'sign-out', path: '/', scene: 'waiting', act: openSignOut },
  { name: 'not-found', path: '/nowhere' },
]

async function goToDay(page: Page): Promise<void> {
  await scrollUp(page)
  await page.locator('.day-chip, .day > button').first().click()
  await page.locator('.day-form').waitFor()
}

async function onlyUnread(page: Page): Promise<void> {
  await page.locator('.list-unread').click()
}

async function changePassword(page: Page): Promise<void> {
  await page.locator('.setting-group .button').first().click()
  await page.locator('[type=submit]').click()
  await page.locator('.field-error').first().waitFor()
}

async function showAddIn(page: Page): Promise<void> {
  if ((await page.locator('.add-in').count()) === 0) await page.locator('.add-in-button').click()
}

async function signInWrongly(page: Page): Promise<void> {
  await page.locator('[autocomplete=username]').fill('marta')
  await page.locator('[type=password]').fill('wrong password')
  await page.locator('[type=submit]').click()
  await page.locator('[role=alert]').waitFor()
}

async function showCrowd(page: Page): Promise<void> {
  await showRoster(page)
  await page.getByRole('button', { name: /Show who is here|Показать, кто здесь/ }).click()
  await page.locator('.person').nth(20).waitFor()
}

async function showRoster(page: Page): Promise<void> {
  if ((await page.locator('.roster').count()) === 0) await page.locator('.roster-button').click()
}

async function toEnd(page: Page): Promise<void> {
  await page.locator('.log').evaluate((log) => log.scrollTo(0, log.scrollHeight))
}

async function scrollUp(page: Page): Promise<void> {
  await toEnd(page)
  await page.locator('.log').evaluate((log) => log.scrollBy(0, -900))
}

async function openSignOut(page: Page): Promise<void> {
  if (!(await page.locator('.own-menu').isVisible())) return
  await page.locator('.own-menu').click()
  await page.locator('[role=menuitem]').last().click()
  await page.locator('[role=alertdialog]').waitFor()
}

function nameOf({ width, dark, lang }: Look): string {
  return `${width}-${dark ? 'dark' : 'light'}-${lang}`
}

async function look(browser: Browser, origin: string, screen: Screen, as: Look): Promise<string[]> {
  const context = await browser.newContext({
    viewport: { width: as.width, height: as.height },
    colorScheme: as.dark ? 'dark' : 'light',
    locale: as.lang === 'ru' ? 'ru-RU' : 'en-GB',
    reducedMotion: 'reduce',
    hasTouch: as.width < 700,
  })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(`page error: ${error.message}`))
  const query = `${screen.path.includes('?') ? '&' : '?'}scene=${screen.scene ?? 'busy'}&lang=${as.lang}`
  const body =
    '<body style="font: 16px sans-serif; padding: 1rem"><h1>Tides</h1><p>High water 16:40, 4.2 m</p>'
  await page.route('**/api/add-ins/**', (route) => route.fulfill({ contentType: 'text/html', body }))
  await page.goto(`${origin}${screen.path}${query}`)
  await page.locator('#app > *').first().waitFor()
  await page.waitForLoadState('networkidle')
  await screen.act?.(page)
  // Entrances and late chunks come to rest.
  await page.waitForTimeout(250)
  const name = `${screen.name}-${nameOf(as)}`
  await page.screenshot({ path: join(out, `${name}.png`) })
  const { violations } = await new AxeBuilder({ page }).analyze()
  const wide = await page.evaluate(() =>
    [
      document.documentElement,
      ...document.querySelectorAll('.door, .page-body, .sidebar-rooms, .log, .sheet'),
    ].some((part) => part.scrollWidth > part.clientWidth),
  )
  await context.close()
  return [
    ...errors,
    ...(wide ? ['scrolls sideways'] : []),
    ...violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`),
  ].map((sentence) => `${name}: ${sentence}`)
}

const [, , out = 'test-results/screens', filter = '', wanted = ''] = process.argv
const LOOKS: Look[] = [
  { width: 1440, height: 900, dark: false, lang: 'en' },
  { width: 390, height: 844, dark: true, lang: 'en' },
  { width: 390, height: 844, dark: false, lang: 'ru' },
  { width: 1440, height: 900, dark: true, lang: 'ru' },
  { width: 320, height: 640, dark: false, lang: 'ru' },
  { width: 900, height: 700, dark: false, lang: 'en' },
]

await mkdir(out, { recursive: true })
const server = await preview({
  configFile: fileURLToPath(new URL('./fixtures/vite.config.ts', import.meta.url)),
  preview: { port: 0, strictPort: false, host: '127.0.0.1' },
})
const address = server.httpServer.address()
const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
})
const complaints: string[] = []
for (const screen of SCREENS.filter((each) => each.name.includes(filter))) {
  for (const as of LOOKS.filter((each) => nameOf(each).includes(wanted)))
    complaints.push(...(await look(browser, origin, screen, as)))
}
await browser.close()
await server.close()
console.log(complaints.length === 0 ? 'axe has nothing to say' : complaints.join('\n'))
process.exitCode = complaints.length === 0 ? 0 : 1
