// The pictures of the README and of the installed app's page: `node scripts/photograph.ts`. They show the demo as it is,
// so whoever starts it finds what they saw.

import { spawn } from 'node:child_process'
import { copyFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const READY = /ready at (http:\S+)/
const PASSWORD = /password of each is {2}(\S+)/
const SETTLED_MS = 1_500

type Look = { width: number; height: number; scale: number; dark: boolean }

const DESKTOP: Look = { width: 1440, height: 900, scale: 1, dark: false }
/** Whoever else is in the room. */
const COMPANY = ['daniel', 'elena', 'freya', 'george']
const MYSELF = 'ada'
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
  const demo = await demoReady()
  for (const username of COMPANY) await openRoom(browser, { ...demo, username, look: DESKTOP })
  await photograph(browser, { ...demo, look: DESKTOP }, 'docs/screenshot-desktop.png')
  await photograph(browser, { ...demo, look: PHONE }, 'docs/screenshot-phone.png')
  await copyFile(`${ROOT}docs/screenshot-desktop.png`, `${ROOT}public/screenshots/wide.png`)
  await copyFile(`${ROOT}docs/screenshot-phone.png`, `${ROOT}public/screenshots/narrow.png`)
} finally {
  await browser.close()
  server.kill('SIGTERM')
}

type Demo = { url: string; password: string }

/** As it introduces itself. */
async function demoReady(): Promise<Demo> {
  let url: string | undefined
  for await (const line of createInterface({ input: server.stdout })) {
    url ??= READY.exec(line)?.[1]
    const password = PASSWORD.exec(line)?.[1]
    if (url !== undefined && password !== undefined) return { url, password }
  }
  throw new Error('The demo ended before it was ready.')
}

type Visit = Demo & { username: string; look: Look }

async function openRoom(within: Browser, { url, username, password, look }: Visit): Promise<Page> {
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
  await signIn(page, username, password)
  await page
    .getByRole('link', { name: /^Harbour/ })
    .first()
    .click()
  await page.getByRole('log').locator('article').last().waitFor()
  return page
}

async function photograph(within: Browser, visit: Omit<Visit, 'username'>, path: string): Promise<void> {
  const page = await openRoom(within, { ...visit, username: MYSELF })
  await page.mouse.move(0, 0)
  await page.waitForTimeout(SETTLED_MS)
  await page.screenshot({ path: `${ROOT}${path}` })
  await page.context().close()
}

async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('User name').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('Connected').first().waitFor({ state: 'attached' })
}
