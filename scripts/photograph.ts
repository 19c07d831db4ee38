// The pictures of the README and of the installed app's page: `node scripts/photograph.ts`. They show the demo as it is,
// so whoever starts it finds what they saw.

import { spawn } from 'node:child_process'
import { copyFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { ADMINISTRATOR, PASSWORD, type Who } from '../server/demo/cast.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const READY = /ready at (http:\S+)/
const SETTLED_MS = 1_500

type Look = { width: number; height: number; scale: number; dark: boolean }

const DESKTOP: Look = { width: 1440, height: 900, scale: 1, dark: false }
/** Whoever else is in the room. */
const COMPANY: Who[] = ['daniel', 'elena', 'freya', 'george']
const PHONE: Look = { width: 390, height: 844, scale: 2, dark: true }

const server = spawn(process.execPath, ['server/main.ts', '--demo'], {
  cwd: ROOT,
  env: { ...process.env, BACKCHAT_PORT: '0', BACKCHAT_LOG_LEVEL: 'silent' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  const url = await readyAddress()
  for (const username of COMPANY) await openRoom(browser, { url, username, look: DESKTOP })
  await photograph(browser, { url, look: DESKTOP }, 'docs/screenshot-desktop.png')
  await photograph(browser, { url, look: PHONE }, 'docs/screenshot-phone.png')
  await copyFile(`${ROOT}docs/screenshot-desktop.png`, `${ROOT}public/screenshots/wide.png`)
  await copyFile(`${ROOT}docs/screenshot-phone.png`, `${ROOT}public/screenshots/narrow.png`)
} finally {
  await browser.close()
  server.kill('SIGTERM')
}

async function readyAddress(): Promise<string> {
  for await (const line of createInterface({ input: server.stdout })) {
    const url = READY.exec(line)?.[1]
    if (url !== undefined) return url
  }
  throw new Error('The demo ended before it was ready.')
}

type Visit = { url: string; username: Who; look: Look }

async function openRoom(within: Browser, { url, username, look }: Visit): Promise<Page> {
  const isPhone = look.width < 700
  const context = await within.newContext({
    viewport: { width: look.width, height: look.height },
    deviceScaleFactor: look.scale,
    colorScheme: look.dark ? 'dark' : 'light',
    locale: 'en-GB',
    reducedMotion: 'reduce',
    hasTouch: isPhone,
    isMobile: isPhone,
  })
  const page = await context.newPage()
  await page.goto(url)
  await signIn(page, username)
  await page
    .getByRole('link', { name: /^Harbour/ })
    .first()
    .click()
  await page.getByRole('log').locator('article').last().waitFor()
  return page
}

async function photograph(
  within: Browser,
  { url, look }: Omit<Visit, 'username'>,
  path: string,
): Promise<void> {
  const page = await openRoom(within, { url, username: ADMINISTRATOR, look })
  await page.mouse.move(0, 0)
  await page.waitForTimeout(SETTLED_MS)
  await page.screenshot({ path: `${ROOT}${path}` })
  await page.context().close()
}

async function signIn(page: Page, username: Who): Promise<void> {
  await page.getByLabel('User name').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('Connected').first().waitFor({ state: 'attached' })
}
