// A compliance officer at the archive: what was said and removed is found, proven, read as a conversation, and held.

import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { axeFaults } from '../support/axe.ts'
import { BrowserScene } from '../support/browser-scene.ts'
import { fillRoom } from '../support/furnish.ts'
import { unzip } from '../support/unzip.ts'

let scene: BrowserScene

beforeEach(async () => {
  scene = new BrowserScene()
  await scene.begin({ people: ['ada', 'grace'], rooms: ['Harbour'] }, async (services, [room = '']) => {
    const { admin } = services
    await admin.run({ act: 'compliance.set', args: { to: 'on' } })
    await admin.run({ act: 'compliance.officer.add', args: { user: 'grace' } })
    const chat = (number: number) => (number === 2 ? 'The secret tide table' : `Mooring ${number}`)
    await fillRoom(services, { room, username: 'ada', posts: 3, chat })
    await admin.run({ act: 'message.remove', args: { filter: 'secret' } })
    await admin.run({ act: 'compliance.run', args: {} })
  })
})
afterEach(() => scene.end())

async function goesTo(page: Page, part: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Archive' }).getByRole('link', { name: part }).click()
}

test('an officer finds what was removed, proves it, reads the room as it went, holds it, and makes a case of it', async () => {
  const grace = scene.person('grace')
  const page = await grace.opens(scene.url)
  await grace.signsIn()
  await page.getByRole('button', { name: /your menu/i }).click()
  await page.getByRole('menuitem', { name: 'Archive' }).click()
  await page.getByText('Everything is recorded').waitFor()
  await page.getByText(/^Signed up to number/).waitFor()
  expect(await axeFaults(page)).toEqual([])

  await goesTo(page, 'Find')
  await page.getByLabel('Words').fill('secrets')
  await page.getByRole('button', { name: 'Find', exact: true }).click()
  const events = page.getByRole('article')
  await events.filter({ hasText: 'Removed words' }).getByText('The secret tide table').waitFor()
  expect(await events.filter({ hasText: 'Ada' }).count()).toBeGreaterThan(1)
  const post = events.filter({ hasText: 'Post' }).filter({ hasText: 'Ada' }).first()
  await post.getByText('All of it').click()
  await post.getByRole('button', { name: 'Proof' }).click()
  await post.getByText(/^In the tree of \d+ events that localhost signed/).waitFor()
  expect(await axeFaults(page)).toEqual([])

  await post.getByRole('link', { name: 'As a conversation' }).click()
  await page.getByRole('heading', { name: 'Harbour as it went' }).waitFor()
  await page.getByRole('article').filter({ hasText: 'Mooring 1' }).waitFor()
  await page.getByRole('button', { name: 'Back to what was found' }).click()
  await events.filter({ hasText: 'Removed words' }).waitFor()

  await goesTo(page, 'Holds')
  await page.getByRole('button', { name: 'New hold' }).click()
  const form = page.getByRole('dialog', { name: 'New hold' })
  await form.getByLabel('Name').fill('Tides')
  await form.getByLabel('Reason').fill('A case')
  await form.getByLabel('Room').fill('Harbour')
  await form.getByRole('button', { name: 'Hold', exact: true }).click()
  const held = page.getByRole('row').filter({ hasText: 'Tides' })
  await held.getByText('Held', { exact: true }).waitFor()
  expect(await axeFaults(page)).toEqual([])
  await held.getByRole('button', { name: 'Release' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Release' }).click()
  await held.getByText(/^Released/).waitFor()

  const rules = page.getByRole('region', { name: 'Retention' })
  await rules.getByLabel('For', { exact: true }).selectOption('room')
  await rules.getByLabel('A room', { exact: true }).fill('Harbour')
  await rules.getByLabel('Days', { exact: true }).fill('many')
  await rules.getByRole('button', { name: 'Set the rule' }).click()
  await rules.getByText('Days are a whole number.').waitFor()
  await rules.getByLabel('Days', { exact: true }).fill('30')
  await rules.getByRole('button', { name: 'Set the rule' }).click()
  await rules.getByText('30 days').waitFor()
  await rules.getByRole('button', { name: /^Clear the rule of/ }).click()
  await rules.getByText('No rules: everything is kept for ever.').waitFor()

  await makesCase(page)
  await sortsByKeyboard(page)
  await exportsCase(page)
  await page.getByRole('button', { name: 'Close the case' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Close the case' }).click()
  await page.getByText(/· Closed .* by grace$/).waitFor()
  expect(await page.getByRole('button', { name: 'Change' }).count()).toBe(0)
})

async function makesCase(page: Page): Promise<void> {
  await goesTo(page, 'Find')
  await page.getByRole('textbox', { name: 'Room' }).fill('Harbour')
  await page.getByRole('link', { name: 'Make a case of this' }).click()
  const form = page.getByRole('dialog', { name: 'New case' })
  expect(await form.getByLabel('Room').inputValue()).toBe('Harbour')
  await form.getByLabel('Name').fill('High water')
  await form.getByRole('button', { name: 'Open the case' }).click()
  await page.getByRole('heading', { name: 'High water' }).waitFor()
}

/** What is shown is the preview; heads and filter are reached and pressed without a mouse. */
async function sortsByKeyboard(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'As a table' }).press('Enter')
  const table = page.getByRole('table', { name: 'What it looks for' })
  const head = table.getByRole('columnheader', { name: 'Kind' })
  const kinds = async () => (await table.getByRole('row').getByRole('cell').all()).length
  const all = await kinds()
  expect(await head.getAttribute('aria-sort')).toBe('none')
  await head.getByRole('button').press('Enter')
  expect(await head.getAttribute('aria-sort')).toBe('ascending')
  await head.getByRole('button').press('Space')
  expect(await head.getAttribute('aria-sort')).toBe('descending')
  expect(await axeFaults(page)).toEqual([])
  const filter = page.getByRole('searchbox', { name: 'Filter: What it looks for' })
  await filter.press('m')
  await filter.press('o')
  await page.getByText(/^\d+ of \d+$/).waitFor()
  expect(await kinds()).toBeLessThan(all)
  await table.getByText('Mooring 3').first().waitFor()
}

async function exportsCase(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Export' }).click()
  const sheet = page.getByRole('dialog', { name: 'Export “High water”' })
  await sheet.getByLabel('CSV').check()
  const coming = page.waitForEvent('download')
  await sheet.getByRole('button', { name: 'Export' }).click()
  const download = await coming
  expect(download.suggestedFilename()).toBe('high-water.zip')
  const names = [...unzip(readFileSync(await download.path())).keys()]
  expect(names).toEqual(expect.arrayContaining(['high-water-manifest.json', 'high-water-proofs.ndjson']))
  await sheet.getByText('high-water.zip is in your downloads.').waitFor()
  await page.keyboard.press('Escape')
}
