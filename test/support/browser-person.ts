// A person at a browser: what they do and see, by the names and roles that a screen reader would hear.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { PASSWORD } from './furnish.ts'

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

export type Screen = { width: number; height: number }
export const DESKTOP: Screen = { width: 1280, height: 800 }
export const PHONE: Screen = { width: 390, height: 844 }

export class BrowserPerson {
  readonly username: string
  readonly #profile: string
  readonly #screen: Screen
  #context: BrowserContext | undefined

  constructor(username: string, screen: Screen = DESKTOP) {
    this.username = username
    this.#screen = screen
    this.#profile = mkdtempSync(join(tmpdir(), 'backchat-browser-'))
  }

  /** Starts the browser on this person's profile; what it kept from before is there. */
  async opens(url: string): Promise<Page> {
    this.#context = await chromium.launchPersistentContext(this.#profile, {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: QUIET,
      viewport: this.#screen,
      locale: 'en-GB',
    })
    this.#context.setDefaultTimeout(15_000)
    await this.page.goto(url)
    return this.page
  }

  get context(): BrowserContext {
    if (!this.#context) throw new Error(`${this.username} has not opened a browser.`)
    return this.#context
  }

  get page(): Page {
    const page = this.context.pages()[0]
    if (!page) throw new Error(`${this.username} has no page open.`)
    return page
  }

  async signsIn(): Promise<void> {
    await this.page.getByLabel('User name').fill(this.username)
    await this.page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await this.page.getByRole('button', { name: 'Sign in' }).click()
    await this.isConnected()
  }

  async isConnected(): Promise<void> {
    await this.page.getByText('Connected').first().waitFor()
  }

  /** Chooses a language in the settings, and sees their heading in it. */
  async speaks(name: string, heading: string): Promise<void> {
    await this.page.getByLabel(name, { exact: true }).check()
    await this.page.getByRole('heading', { name: heading, exact: true }).first().waitFor()
  }

  /** Finds a room by words, looks at its card, follows it and opens it. */
  async followsRoom(words: string, name: string): Promise<void> {
    await this.page.getByRole('link', { name: 'Find rooms' }).first().click()
    await this.page.getByLabel('Search rooms').fill(words)
    await this.page.getByRole('button', { name: new RegExp(name) }).click()
    const card = this.page.getByRole('dialog', { name })
    await card.getByRole('button', { name: 'Follow this room' }).click()
    await card.getByRole('button', { name: 'Stop following' }).waitFor()
    await card.getByRole('button', { name: 'Open room' }).click()
    await this.messages(name).waitFor()
  }

  async opensRoom(name: string): Promise<void> {
    await this.page
      .getByRole('link', { name: new RegExp(name) })
      .first()
      .click()
    await this.messages(name).waitFor()
  }

  async writes(name: string, text: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: `Write to ${name}` })
    await field.fill(text)
    await field.press('Enter')
  }

  /** The log of a room. */
  messages(name: string): Locator {
    return this.page.getByRole('log', { name: `Messages in ${name}` })
  }

  async reads(name: string, text: string): Promise<void> {
    await this.messages(name).getByText(text, { exact: true }).waitFor()
  }

  /** Which of the texts stand in the room's log, in order, however often. */
  async saw(name: string, texts: string[]): Promise<string[]> {
    const all = await this.messages(name).locator('.post-text').allInnerTexts()
    return all.map((text) => text.trim()).filter((text) => texts.includes(text))
  }

  /** The browser dies at once, as by a power cut to it alone; the profile stays. */
  async browserIsKilled(): Promise<void> {
    const closed = new Promise((resolve) => this.context.once('close', resolve))
    for (const pid of browsersOn(this.#profile)) process.kill(pid, 'SIGKILL')
    await closed
    this.#context = undefined
  }

  /** Closes the browser; the profile stays. */
  async closesBrowser(): Promise<void> {
    await this.#context?.close()
    this.#context = undefined
  }

  async restartsBrowser(url: string): Promise<void> {
    await this.closesBrowser()
    await this.opens(url)
  }

  /** One of the facts that this browser keeps, by its name. */
  factKept(name: string): Promise<unknown> {
    return this.page.evaluate(async (key) => {
      const asked = indexedDB.open('backchat')
      const database = await new Promise<IDBDatabase>((resolve) => {
        asked.onsuccess = () => resolve(asked.result)
      })
      const reading = database.transaction('facts').objectStore('facts').get(key)
      return new Promise((resolve) => {
        reading.onsuccess = () => {
          database.close()
          resolve(reading.result?.value)
        }
      })
    }, name)
  }

  /** How many rows of rooms, posts and keys this browser keeps. */
  rowsKept(): Promise<number> {
    return this.page.evaluate(async () => {
      const asked = indexedDB.open('backchat')
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result)
        asked.onerror = () => reject(asked.error)
      })
      const kept = ['rooms', 'entries', 'devices', 'outbox'].filter((name) =>
        database.objectStoreNames.contains(name),
      )
      const counts = kept.map(
        (name) =>
          new Promise<number>((resolve) => {
            const counting = database.transaction(name).objectStore(name).count()
            counting.onsuccess = () => resolve(counting.result)
          }),
      )
      const rows = (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
      database.close()
      return rows
    })
  }

  async leaves(): Promise<void> {
    await this.closesBrowser()
    rmSync(this.#profile, { recursive: true, force: true })
  }
}

/** The main process of the browser on this profile; the others end with it. */
function browsersOn(profile: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const words = commandLine(pid)
      return words.includes(`--user-data-dir=${profile}`) && !words.some((word) => word.startsWith('--type='))
    })
    .map(Number)
}

function commandLine(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    return []
  }
}
