// How one comes to the screens about posts, for the photographs of `screens.ts`.

import type { Page } from 'playwright-core'

type Act = (page: Page) => Promise<void>

const rowOf = (page: Page, text: string) => page.locator('.row', { hasText: text }).last()

async function toAmended(page: Page): Promise<void> {
  const reactions = page.locator('.reactions').first()
  for (let tries = 0; tries < 30 && (await reactions.count()) === 0; tries += 1) {
    await page.locator('.log').evaluate((log) => log.scrollBy(0, -300))
    await page.waitForTimeout(60)
  }
  await reactions.scrollIntoViewIfNeeded()
}

async function toStory(page: Page): Promise<void> {
  await toAmended(page)
  await page.locator('.story-card').scrollIntoViewIfNeeded()
  await page.locator('.log').evaluate((log) => log.scrollBy(0, 500))
}

async function pointAtPost(page: Page): Promise<void> {
  await toAmended(page)
  const post = rowOf(page, 'I can, from 22:00')
  if (await page.evaluate(() => matchMedia('(hover: hover)').matches)) await post.hover()
  else await post.locator('.post').focus()
}

async function openPostMenu(page: Page): Promise<void> {
  await toAmended(page)
  await rowOf(page, 'I can, from 22:00').locator('.post').focus()
  await page.keyboard.press('Enter')
  await page.locator('[role=menu]').waitFor()
}

async function openEmoji(page: Page): Promise<void> {
  await toAmended(page)
  await page.locator('.reaction-add').first().click()
  await page.locator('.emoji-picker').waitFor()
}

async function editOwn(page: Page): Promise<void> {
  await page.locator('.log').evaluate((log) => log.scrollTo(0, log.scrollHeight))
  await page.locator('.composer textarea').focus()
  await page.keyboard.press('ArrowUp')
}

async function openVersions(page: Page): Promise<void> {
  await toAmended(page)
  await page.locator('.post-edited').first().click()
}

async function openStory(page: Page): Promise<void> {
  await toStory(page)
  await page.locator('.story-card').click()
}

async function openPinned(page: Page): Promise<void> {
  await page.locator('.pinned-button').click()
}

async function removeOwn(page: Page): Promise<void> {
  await page.locator('.log').evaluate((log) => log.scrollTo(0, log.scrollHeight))
  await toStory(page)
  await page.locator('.log').evaluate((log) => log.scrollBy(0, 500))
  await rowOf(page, 'Second watch').locator('.post').focus()
  await page.keyboard.press('Enter')
  await page.locator('[role=menuitem]').last().click()
  await page.locator('.toast').waitFor()
}

async function openMore(page: Page): Promise<void> {
  await page.locator('.composer-more').click()
  await page.locator('[role=menu]').waitFor()
}

async function writeStory(page: Page): Promise<void> {
  await openMore(page)
  await page.locator('[role^=menuitem]').nth(1).click()
  await openMore(page)
  await page.locator('[role^=menuitem]').first().click()
  await page.locator('.composer-title').fill('Winter at the east pier')
  await toAmended(page)
  await rowOf(page, 'I can, from 22:00').locator('.post').focus()
  await page.keyboard.press('r')
  await page.keyboard.type('First of all, lamps.')
}

async function mention(page: Page): Promise<void> {
  await page.locator('.composer textarea').focus()
  await page.keyboard.type('Could @')
  await page.keyboard.type('d')
  await page.locator('.completions').waitFor()
}

const ACTS: [string, Act][] = [
  ['posts', toAmended],
  ['posts-story', toStory],
  ['post-bar', pointAtPost],
  ['post-menu', openPostMenu],
  ['post-emoji', openEmoji],
  ['post-editing', editOwn],
  ['post-versions', openVersions],
  ['story', openStory],
  ['pinned', openPinned],
  ['toast', removeOwn],
  ['write-more', openMore],
  ['write-extras', writeStory],
  ['write-mention', mention],
]

export const POST_SCREENS = ACTS.map(([name, act]) => ({
  name,
  path: '/rooms/00000000-0000-4000-8000-000000000001',
  scene: 'amended',
  act,
}))
