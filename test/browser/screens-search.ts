// How one comes to the states of the search screen, for the photographs of `screens.ts`.

import type { Page } from 'playwright-core'

type Act = (page: Page) => Promise<void>

const BOX = '#search-posts'

const typing =
  (text: string): Act =>
  async (page) => {
    await page.locator(BOX).fill('')
    await page.locator(BOX).pressSequentially(text)
  }

async function suggestRooms(page: Page): Promise<void> {
  await page.locator('.filter-chip').nth(1).click()
  await page.locator('.completions').waitFor()
}

async function suggestDays(page: Page): Promise<void> {
  await page.locator('.filter-chip').nth(2).click()
  await page.locator('.completions').waitFor()
}

async function scrollOn(page: Page): Promise<void> {
  await page.locator('.page-body').evaluate((body) => body.scrollTo(0, 400))
}

async function goTo(page: Page): Promise<void> {
  await page.locator('.found-post').first().click()
  await page.locator('.log').waitFor()
}

export const SEARCH_SCREENS: { name: string; path: string; scene?: string; act?: Act }[] = [
  { name: 'search-empty', path: '/search' },
  { name: 'search-found', path: '/search?q=%D0%B1%D1%83%D0%BA%D1%81' },
  { name: 'search-many', path: '/search?q=log', act: scrollOn },
  { name: 'search-rooms', path: '/search?q=berth&by=room' },
  {
    name: 'search-filters',
    path: `/search?q=${encodeURIComponent('log from:chen in:"Berth planning" after:2026-01 has:link')}`,
  },
  { name: 'search-none', path: `/search?q=${encodeURIComponent('zzz in:"Berth planning" from:me')}` },
  { name: 'search-nobody', path: '/search?q=from:nemo' },
  { name: 'search-offline', path: '/search?q=berth', scene: 'offline' },
  { name: 'search-refused', path: '/search?q=refuse' },
  { name: 'search-needs-word', path: '/search?q=in:Customs' },
  { name: 'search-person', path: '/search', act: typing('log from:b') },
  { name: 'search-room', path: '/search', act: suggestRooms },
  { name: 'search-day', path: '/search', act: suggestDays },
  { name: 'search-gone-to', path: '/search?q=%D0%B1%D1%83%D0%BA%D1%81', act: goTo },
]
