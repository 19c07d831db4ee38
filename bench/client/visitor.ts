// The browser of the bench: system Chromium on a profile of its own, signed in as a person would be.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { PASSWORD, READER } from './harbour.ts'
import { installProbe } from './probe.ts'
import type { takeAll } from './taking-in.ts'

const PAGES_AT_ONCE = 10

export class Visitor {
  readonly #profile = mkdtempSync(join(tmpdir(), 'backchat-bench-browser-'))
  #context: BrowserContext | undefined
  #cdp: CDPSession | undefined

  async opens(url: string, viewport = { width: 1280, height: 800 }): Promise<void> {
    this.#context = await chromium.launchPersistentContext(this.#profile, {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--js-flags=--expose-gc'],
      viewport,
      locale: 'en-GB',
    })
    await this.#context.addInitScript(installProbe)
    this.#cdp = await this.#context.newCDPSession(this.page)
    await this.page.goto(url)
  }

  get page(): Page {
    const page = this.#context?.pages()[0]
    if (!page) throw new Error('No browser is open.')
    return page
  }

  get cdp(): CDPSession {
    if (!this.#cdp) throw new Error('No browser is open.')
    return this.#cdp
  }

  async signsIn(): Promise<void> {
    await this.page.getByLabel('User name').fill(READER)
    await this.page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await this.page.getByRole('button', { name: 'Sign in' }).click()
    await this.isConnected()
  }

  async isConnected(): Promise<void> {
    await this.page.getByText('Connected').first().waitFor()
  }

  async follows(name: string): Promise<void> {
    await this.page.getByRole('link', { name: 'Find rooms' }).first().click()
    await this.page.getByLabel('Search rooms').fill(name)
    await this.page.getByRole('button', { name: new RegExp(name) }).click()
    const card = this.page.getByRole('dialog', { name })
    await card.getByRole('button', { name: 'Follow this room' }).click()
    await card.getByRole('button', { name: 'Stop following' }).waitFor()
    await card.getByRole('button', { name: 'Open room' }).click()
    await this.log(name).waitFor()
  }

  log(name: string) {
    return this.page.getByRole('log', { name: `Messages in ${name}` })
  }

  link(name: string) {
    return this.page.getByRole('navigation').getByRole('link', { name: new RegExp(name) })
  }

  /** Puts pages of history into this browser's cache, by the app's own intake. */
  async takesIn(pages: readonly object[]): Promise<void> {
    await this.page.evaluate(await intakeScript())
    for (let from = 0; from < pages.length; from += PAGES_AT_ONCE) {
      const some = pages.slice(from, from + PAGES_AT_ONCE)
      await this.page.evaluate((taken) => globalThis.takingIn.takeAll(taken as never), some)
    }
  }

  async throttles(rate: number): Promise<void> {
    await this.cdp.send('Emulation.setCPUThrottlingRate', { rate })
  }

  /** Live objects in MiB, after a collection, and nodes in the document. */
  async weighs(): Promise<{ heapMib: number; nodes: number }> {
    await this.cdp.send('HeapProfiler.collectGarbage')
    const { usedSize } = await this.cdp.send('Runtime.getHeapUsage')
    const nodes = await this.page.evaluate(() => document.querySelectorAll('*').length)
    return { heapMib: usedSize / 2 ** 20, nodes }
  }

  async leaves(): Promise<void> {
    await this.#context?.close()
    rmSync(this.#profile, { recursive: true, force: true })
  }
}

declare global {
  var takingIn: { takeAll: typeof takeAll }
}

async function intakeScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: {
        entry: new URL('taking-in.ts', import.meta.url).pathname,
        formats: ['iife'],
        name: 'takingIn',
      },
    },
  })
  const [first] = [built].flat()
  if (!first || !('output' in first)) throw new Error('The intake could not be built.')
  return `${first.output[0].code}; globalThis.takingIn = takingIn`
}
