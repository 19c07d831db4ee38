// The officer's screens.

import type { Page } from 'playwright-core'

async function proves(page: Page): Promise<void> {
  await page.locator('.event-details > summary').nth(3).click()
  await page.locator('.event-actions button').first().click()
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
]
