// What can happen to a browser while somebody writes: tabs and the whole browser die, the disk is full, storage is
// cleared, the tab that leads hangs or dies. Each post ends sent once, or is shown as unsent; the server's own log tells.

import { setTimeout as wait } from 'node:timers/promises'
import type { CDPSession, Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { BrowserPerson } from '../support/browser-person.ts'
import { BrowserScene } from '../support/browser-scene.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { textsOf } from './fixtures/history-of-room.ts'

let scene: BrowserScene
let ada: BrowserPerson

beforeEach(async () => {
  scene = new BrowserScene()
  await scene.begin({ people: ['ada', 'grace'], rooms: ['Harbour'] })
  ada = scene.person('ada')
  await ada.opens(scene.url)
  await ada.signsIn()
  await ada.followsRoom('harbour', 'Harbour')
  await ada.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
})
afterEach(() => scene.end())

/** What a page may at most take; undefined gives the space back. */
async function limitSpace(cdp: CDPSession, quotaSize?: number): Promise<void> {
  const origin = scene.url
  await cdp.send(
    'Storage.overrideQuotaForOrigin',
    quotaSize === undefined ? { origin } : { origin, quotaSize },
  )
}

/** Posts, intents and preferences that the server does not have yet: while there are any, the tab that leads goes on. */
function isUnsent(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const asked = indexedDB.open('backchat')
    const database = await new Promise<IDBDatabase>((resolve) => {
      asked.onsuccess = () => resolve(asked.result)
    })
    const reading = database.transaction(['outbox', 'intents', 'prefs'])
    const rowsOf = (table: string) => {
      const asking = reading.objectStore(table).getAll()
      return new Promise<object[]>((resolve) => {
        asking.onsuccess = () => resolve(asking.result)
      })
    }
    const [posts = [], intents = [], prefs = []] = await Promise.all(
      ['outbox', 'intents', 'prefs'].map(rowsOf),
    )
    const count = posts.length + intents.length + prefs.filter((row) => 'mine' in row).length
    database.close()
    return count
  })
}

/** A browser that is killed may lose the newest cookies; what was written waits in its storage all the same. */
async function comesBack(): Promise<void> {
  const connected = ada.page.getByText('Connected').first()
  const field = ada.page.getByLabel('User name')
  await connected.or(field).first().waitFor({ timeout: 40_000 })
  if (await field.isVisible()) await ada.signsIn()
}

/** How often each of the texts stands in the server's log. */
async function timesSent(texts: string[]): Promise<number[]> {
  const sent = await textsOf(scene.url, 'grace')
  return texts.map((text) => sent.filter((other) => other === text).length)
}

test('X-22: tab and browser killed at random points, with and without a server: each post is sent once', async () => {
  const random = seededRandom()
  const written: string[] = []
  const write = async (text: string) => {
    await ada.writes('Harbour', text)
    await ada.reads('Harbour', text)
    written.push(text)
  }
  const deaths = ['tab', 'browser'] as const
  for (const [round, dies] of deaths.entries()) {
    const isOffline = round === 1
    if (isOffline) await scene.serverIsKilled()
    await write(`${round} first`)
    await write(`${round} second`)
    await wait(random.below(60))
    if (dies === 'tab') {
      const cdp = await ada.context.newCDPSession(ada.page)
      await ada.context.newPage()
      cdp.send('Page.crash').catch(() => undefined)
      await ada.page.waitForEvent('crash')
      await ada.page.close()
      await ada.page.goto(scene.url)
    } else {
      await ada.browserIsKilled()
      await ada.opens(scene.url)
    }
    if (isOffline) {
      await ada.opensRoom('Harbour')
      for (const text of written) await ada.reads('Harbour', text)
      await scene.serverComesBack()
    }
    await comesBack()
    await ada.opensRoom('Harbour')
    for (const text of written) await ada.reads('Harbour', text)
  }
  await expect.poll(() => isUnsent(ada.page), { timeout: 40_000 }).toBe(0)
  expect(await textsOf(scene.url, 'grace'), `SEED=${random.seed}`).toEqual(written)
  await expect.poll(() => ada.saw('Harbour', written)).toEqual(written)
})

test('X-22: a full disk is told, loses nothing that waits, and writing goes on when there is space', async () => {
  const cdp = await ada.context.newCDPSession(ada.page)
  await scene.serverIsKilled()
  await ada.writes('Harbour', 'waits in the queue')
  await ada.reads('Harbour', 'waits in the queue')

  // The browser keeps what it knows of free space for as long as the storage is open, and two seconds more.
  const address = ada.page.url()
  await ada.page.goto('about:blank')
  await wait(3_000)
  await limitSpace(cdp, 1)
  await ada.page.goto(address)
  await ada.reads('Harbour', 'waits in the queue')
  await ada.writes('Harbour', 'does not fit')
  await ada.page.getByText('The browser has no space left').first().waitFor()
  const field = ada.page.getByRole('textbox', { name: 'Write to Harbour' })
  expect(await field.inputValue()).toBe('does not fit')

  await limitSpace(cdp)
  await scene.serverComesBack()
  const isTaken = async () => {
    await field.press('Enter')
    return await field.inputValue()
  }
  await expect.poll(isTaken, { timeout: 40_000, interval: 1_000 }).toBe('')
  await expect.poll(() => isUnsent(ada.page), { timeout: 40_000 }).toBe(0)
  expect(await timesSent(['waits in the queue', 'does not fit'])).toEqual([1, 1])
})

test('X-22: storage that was cleared: the app begins anew, by itself or at the sign-in page, and nothing is half', async () => {
  await ada.writes('Harbour', 'before')
  await expect.poll(() => timesSent(['before']), { timeout: 20_000 }).toEqual([1])
  const origin = scene.url
  for (const storageTypes of ['indexeddb', 'all']) {
    const cdp = await ada.context.newCDPSession(ada.page)
    await ada.page.goto('about:blank')
    await cdp.send('Storage.clearDataForOrigin', { origin, storageTypes })
    if (storageTypes === 'all') await ada.context.clearCookies()
    await ada.page.goto(scene.url)
    if (storageTypes === 'all') await ada.signsIn()
    await ada.opensRoom('Harbour')
    await ada.reads('Harbour', 'before')
    await ada.writes('Harbour', `after losing ${storageTypes}`)
    await expect.poll(() => timesSent([`after losing ${storageTypes}`]), { timeout: 20_000 }).toEqual([1])
  }
  expect(await timesSent(['before'])).toEqual([1])
})

/** Waits until every transaction on the database, in whichever tab, has ended, and stops there if it is told to. */
function betweenTransactions(page: Page, stops: boolean): Promise<void> {
  return page.evaluate(async (isStopped) => {
    const asked = indexedDB.open('backchat')
    const database = await new Promise<IDBDatabase>((resolve) => {
      asked.onsuccess = () => resolve(asked.result)
    })
    const everything = database.transaction([...database.objectStoreNames], 'readwrite')
    await new Promise<void>((resolve) => {
      everything.oncomplete = () => {
        database.close()
        // biome-ignore lint/suspicious/noDebugger: here the tab hangs.
        if (isStopped) debugger
        resolve()
      }
    })
  }, stops)
}

/**
 * A tab that hangs within a transaction holds the database against the others, in any browser: this one hangs outside. What it
 * had asked for meanwhile may hold it still; then it goes on and hangs again.
 */
async function hangsHoldingNothing(page: Page, other: Page, cdp: CDPSession): Promise<void> {
  await cdp.send('Debugger.enable')
  for (;;) {
    const paused = new Promise((resolve) => cdp.once('Debugger.paused', resolve))
    betweenTransactions(page, true).catch(() => undefined)
    await paused
    const isFree = betweenTransactions(other, false).then(() => true)
    if (await Promise.race([isFree, wait(1_000).then(() => false)])) return
    await cdp.send('Debugger.resume')
    await isFree
  }
}

test('X-22: two tabs write while the one that leads hangs, and while it dies: each post is sent once', async () => {
  const first = ada.page
  const second = await ada.context.newPage()
  await second.goto(first.url())
  const log = second.getByRole('log', { name: 'Messages in Harbour' })
  const field = second.getByRole('textbox', { name: 'Write to Harbour' })
  const write = async (text: string) => {
    await field.fill(text)
    await field.press('Enter')
    await log.getByText(text, { exact: true }).waitFor()
  }
  await ada.writes('Harbour', 'from the leader')
  await expect.poll(() => isUnsent(first), { timeout: 40_000 }).toBe(0)
  const cdp = await ada.context.newCDPSession(first)
  await hangsHoldingNothing(first, second, cdp)
  await write('while it hangs')
  await cdp.send('Debugger.disable')
  await write('after it hung')
  await ada.writes('Harbour', 'from the leader again')
  await ada.reads('Harbour', 'from the leader again')
  await write('as it dies')
  await first.close({ runBeforeUnload: false })
  await write('after it died')

  await expect.poll(() => isUnsent(second), { timeout: 40_000 }).toBe(0)
  const texts = [
    'from the leader',
    'while it hangs',
    'after it hung',
    'from the leader again',
    'as it dies',
    'after it died',
  ]
  expect(await textsOf(scene.url, 'grace')).toEqual(texts)
})
