// The app's screens over made-up rooms (test/browser/fixtures), built and served for a browser. What only a screen can
// show is tested here without a server and in seconds; what a server has to agree to is tested with one.

import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { build, type PreviewServer, preview } from 'vite'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const BUILT = 'test-results/fixture-app/index.html'
const SOURCES = ['client', 'shared', 'test/browser/fixtures']
const CONFIG = fileURLToPath(new URL('../browser/fixtures/vite.config.ts', import.meta.url))

/** Several test files want it, one after the other. */
function isStale(): boolean {
  const built = statSync(join(ROOT, BUILT), { throwIfNoEntry: false })?.mtimeMs ?? 0
  return SOURCES.some((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).some(
      (file) => statSync(join(ROOT, folder, file)).mtimeMs > built,
    ),
  )
}

export class FixtureApp {
  readonly #server: PreviewServer
  readonly #browser: Browser
  readonly origin: string

  private constructor(server: PreviewServer, browser: Browser, origin: string) {
    this.#server = server
    this.#browser = browser
    this.origin = origin
  }

  static async begin(): Promise<FixtureApp> {
    if (isStale()) await build({ configFile: CONFIG, logLevel: 'error' })
    const server = await preview({ configFile: CONFIG, preview: { port: 0, host: '127.0.0.1' } })
    const address = server.httpServer.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    })
    return new FixtureApp(server, browser, `http://127.0.0.1:${port}`)
  }

  /** A browser of its own at a place of the app. */
  async page(path: string, options: BrowserContextOptions = {}, before?: (page: Page) => Promise<void>) {
    const context = await this.#browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'en-GB',
      reducedMotion: 'reduce',
      ...options,
    })
    context.setDefaultTimeout(15_000)
    const page = await context.newPage()
    await before?.(page)
    await page.goto(`${this.origin}${path}`)
    return page
  }

  async end(): Promise<void> {
    await this.#browser.close()
    await this.#server.close()
  }
}
