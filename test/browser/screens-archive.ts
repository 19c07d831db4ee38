// The officer's screens.

import type { Page } from 'playwright-core'

async function proves(page: Page): Promise<void> {
  await page.locator('.event-details > summary').nth(3).click()
  await page.locator('.event-actions button').first().click()
}

async function asTable(page: Page): Promise<void> {
  await page.locator('.archive-found > .button[data-size=small]').click()
  await page.locator('.archive-found thead button').nth(2).click()
}

export const ARCHIVE_SCREENS = [
  { name: 'archive', path: '/archive' },
  { name: 'archive-offline', path: '/archive', scene: 'offline' },
  { name: 'archive-find', path: '/archive/find' },
  { name: 'archive-found', path: '/archive/find?asked=1&words=crane', act: proves },
  { name: 'archive-room', path: '/archive/room?room=x' },
  { name: 'archive-holds', path: '/archive/holds' },
  {
    name: 'archive-hold',
    path: '/archive/holds',
    act: (page: Page) => page.locator('.archive-holds .button[data-look=main]').first().click(),
  },
  { name: 'archive-cases', path: '/archive/cases' },
  { name: 'archive-cases-empty', path: '/archive/cases', scene: 'empty' },
  { name: 'archive-case-new', path: '/archive/cases?new=1&words=crane' },
  { name: 'archive-case', path: '/archive/cases?id=1', act: asTable },
  { name: 'archive-case-closed', path: '/archive/cases?id=2' },
  {
    name: 'archive-case-export',
    path: '/archive/cases?id=1',
    act: (page: Page) => page.locator('.archive-acts .button').first().click(),
  },
  {
    name: 'archive-case-close',
    path: '/archive/cases?id=1',
    act: (page: Page) => page.locator('.archive-acts .button').last().click(),
  },
]
